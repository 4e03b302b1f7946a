package dev.assay.scorer.comparison;

import dev.assay.contracts.Verdict;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * What came of a trial.
 *
 * @param answerId the attempt that the answer was first given in
 * @param verdict of its last attempt
 * @param share of the tests that the last attempt passed, 0 to 1
 * @param costUsd of all its attempts; absent where one of them has no known price
 */
record Outcome(
        UUID trialId,
        String problemId,
        UUID answerId,
        Verdict verdict,
        double share,
        Optional<BigDecimal> costUsd,
        Optional<Long> generationMs) {

    boolean passed() {
        return verdict == Verdict.PASSED;
    }
}
