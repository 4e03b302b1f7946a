package dev.assay.experiment.export;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AttemptAnswer;
import java.util.Optional;

/**
 * A sample in EvalPlus' words: {@code pass}, {@code fail}, {@code timeout}. Pure.
 *
 * @param base of the tests that may be shown; of all of them where none is hidden
 * @param plus of the hidden tests; absent where there are none
 */
record EvalPlusStatus(String base, Optional<String> plus) {

    private static final String PASS = "pass";

    static EvalPlusStatus of(Verdict verdict, Optional<AttemptAnswer> answer) {
        if (verdict == Verdict.PASSED) {
            return new EvalPlusStatus(
                    PASS, answer.filter(one -> one.hiddenTests() > 0).map(one -> PASS));
        }
        String failed = verdict == Verdict.TIME_LIMIT ? "timeout" : "fail";
        boolean onlyHiddenFailed = answer.filter(one -> one.hiddenFailed() > 0
                        && one.visibleTests() > 0
                        && one.failedTests().isEmpty())
                .isPresent();
        return new EvalPlusStatus(
                onlyHiddenFailed ? PASS : failed,
                answer.filter(one -> one.hiddenTests() > 0).map(one -> one.hiddenFailed() > 0 ? failed : PASS));
    }

    boolean basePassed() {
        return base.equals(PASS);
    }

    /** Credit for plus needs base as well. */
    boolean bothPassed() {
        return basePassed() && plus.equals(Optional.of(PASS));
    }
}
