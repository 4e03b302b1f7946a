package dev.assay.scorer.comparison;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.Score;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Reads what came of the trials of an experiment in a run from the record of their attempts. */
@Singleton
class OutcomeStore {

    private final Jdbi jdbi;

    OutcomeStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Finished(String problemId, AttemptFinished event) {}

    List<Outcome> of(String runId, String experimentId) {
        Map<UUID, List<Finished>> trials = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select problem, finished from attempt
                        where run_id = :run and experiment_id = :experiment and finished is not null
                        order by trial_id, attempt_number
                        """)
                .bind("run", runId)
                .bind("experiment", experimentId)
                .map((row, context) -> new Finished(
                        AssayJson.read(row.getBytes("problem"), ProblemRef.class)
                                .problemId(),
                        AssayJson.read(row.getBytes("finished"), AttemptFinished.class)))
                .forEach(one -> trials.computeIfAbsent(one.event().attempt().trialId(), id -> new ArrayList<>())
                        .add(one)));
        return trials.values().stream().map(OutcomeStore::outcome).toList();
    }

    private static Outcome outcome(List<Finished> attempts) {
        AttemptFinished last = attempts.getLast().event();
        return new Outcome(
                last.attempt().trialId(),
                attempts.getLast().problemId(),
                last.cachedFrom().orElse(last.attempt().attemptId()),
                last.verdict(),
                share(last.verdict(), last.score()),
                cost(attempts),
                attempts.stream()
                        .map(one -> one.event().generationMs())
                        .flatMap(Optional::stream)
                        .reduce(Long::sum));
    }

    private static double share(Verdict verdict, Score score) {
        if (verdict == Verdict.PASSED) {
            return 1;
        }
        return score.testsTotal() == 0 ? 0 : (double) score.testsPassed() / score.testsTotal();
    }

    private static Optional<BigDecimal> cost(List<Finished> attempts) {
        List<BigDecimal> known = attempts.stream()
                .map(one -> one.event().cost().costUsd())
                .flatMap(Optional::stream)
                .toList();
        return known.size() == attempts.size()
                ? Optional.of(known.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                : Optional.empty();
    }
}
