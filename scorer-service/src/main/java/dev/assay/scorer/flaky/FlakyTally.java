package dev.assay.scorer.flaky;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.analysis.FlakyProblem;
import dev.assay.contracts.problem.ProblemRef;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gathers executions by what they ran and by what they were tested; keeps hashes, not code. */
final class FlakyTally {

    private static final int MOST_ATTEMPTS = 10;

    private final Map<Key, Judged> byCode = new LinkedHashMap<>();

    private record Key(String datasetId, String problemId, String oracleHash, String codeHash) {}

    private record Judged(Map<Verdict, Long> verdicts, List<UUID> attempts) {}

    /** Adds an execution; one that says nothing about its code is passed over. */
    void add(ProblemRef problem, UUID attemptId, String code, Verdict verdict) {
        if (!verdict.countsForModel()) {
            return;
        }
        Key key = new Key(problem.datasetId(), problem.problemId(), problem.oracleHash(), Ids.sha256(code));
        Judged judged =
                byCode.computeIfAbsent(key, unseen -> new Judged(new EnumMap<>(Verdict.class), new ArrayList<>()));
        judged.verdicts().merge(verdict, 1L, Long::sum);
        if (judged.attempts().size() < MOST_ATTEMPTS) {
            judged.attempts().add(attemptId);
        }
    }

    /** The code that was not always judged alike. */
    List<FlakyProblem> flaky() {
        return byCode.entrySet().stream()
                .filter(entry -> entry.getValue().verdicts().size() > 1)
                .map(entry -> new FlakyProblem(
                        entry.getKey().datasetId(),
                        entry.getKey().problemId(),
                        entry.getKey().codeHash(),
                        entry.getValue().verdicts(),
                        entry.getValue().attempts()))
                .toList();
    }
}
