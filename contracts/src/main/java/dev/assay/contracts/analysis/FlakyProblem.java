package dev.assay.contracts.analysis;

import dev.assay.contracts.Verdict;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Code that was judged more than once, and not alike.
 *
 * @param codeHash SHA-256 of the code as it was run
 * @param verdicts how often its executions came to which
 * @param attemptIds some of the attempts, at most ten
 */
public record FlakyProblem(
        String datasetId, String problemId, String codeHash, Map<Verdict, Long> verdicts, List<UUID> attemptIds) {

    /** The runs that are looked at together. */
    public record Question(List<String> runIds) {}
}
