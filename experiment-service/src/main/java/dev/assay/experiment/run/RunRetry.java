package dev.assay.experiment.run;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.experiment.dispatch.WindowKey;
import dev.assay.experiment.run.PlannedRun.PlannedExperiment;
import dev.assay.experiment.run.PlannedRun.PlannedTrial;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Plans a run over the trials that a run failed. It is another run: its answers beside those that passed at once would make
 * the rate of neither.
 */
@ApplicationScoped
class RunRetry {

    private final Jdbi jdbi;
    private final RunExperiments placed;
    private final SecureRandom random = new SecureRandom();

    RunRetry(Jdbi jdbi, RunExperiments placed) {
        this.jdbi = jdbi;
        this.placed = placed;
    }

    /** The run that asks the models anew for what they failed in {@code run}. */
    PlannedRun ofFailed(RunRow run, Optional<BigDecimal> limitUsd) {
        if (!run.state().ended()) {
            throw Problems.conflict("run " + run.runId() + " is " + run.state().code() + "; wait for its end");
        }
        List<PlannedExperiment> experiments = placed.of(run.runId()).stream()
                .map(one ->
                        new PlannedExperiment(one.experiment(), one.windowKey(), failed(run.runId(), one.position())))
                .filter(one -> !one.trials().isEmpty())
                .toList();
        if (experiments.isEmpty()) {
            throw Problems.conflict("no trial of run " + run.runId() + " failed; there is nothing to retry");
        }
        if (experiments.stream().anyMatch(one -> one.windowKey().equals(WindowKey.PROVIDED))) {
            throw Problems.conflict("the answers of run " + run.runId()
                    + " were brought; they are what they are, so evaluate others instead");
        }
        limitUsd.ifPresent(limit -> experiments.forEach(one -> RunPlanning.requirePrice(one.experiment())));
        return new PlannedRun(
                Ids.newRun(random, Instant.now()),
                "failed trials of " + run.runId(),
                limitUsd.or(run::limitUsd),
                false,
                true,
                Optional.empty(),
                run.priority(),
                experiments);
    }

    private List<PlannedTrial> failed(String runId, int position) {
        List<String> verdicts = Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.countsForModel() && verdict != Verdict.PASSED)
                .map(Verdict::code)
                .toList();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select p.*, t.problem_ordinal, t.sample_number from trial t join problem p using (problem_key)
                        where t.run_id = :run and t.position = :position
                          and t.state = 'finished' and t.verdict = any(:verdicts)
                        order by t.problem_ordinal, t.sample_number""")
                .bind("run", runId)
                .bind("position", position)
                .bindArray("verdicts", String.class, verdicts)
                .map((row, context) -> new PlannedTrial(
                        new ProblemRef(
                                row.getString("dataset_id"),
                                row.getString("dataset_version"),
                                row.getString("problem_id"),
                                row.getString("task_type"),
                                row.getString("public_hash"),
                                row.getString("oracle_hash")),
                        row.getInt("problem_ordinal"),
                        row.getInt("sample_number")))
                .list());
    }
}
