package dev.assay.contracts.record;

import dev.assay.contracts.Verdict;
import java.util.Optional;

/**
 * What the next prompt may say of an attempt that did not pass, at most 8 KiB in all. Nothing of a hidden test is in it.
 *
 * @param verdict absent where only further tests failed, ones that are not shown: then nothing else is known either
 * @param testsPassed of the tests that may be shown; absent where no test may be counted
 * @param testsTotal of the tests that may be shown; present exactly where {@code testsPassed} is
 * @param error the error in the words of the test or the runtime
 */
public record Feedback(
        Optional<Verdict> verdict,
        Optional<Integer> testsPassed,
        Optional<Integer> testsTotal,
        Optional<String> error) {

    /** Some tests failed, and which ones is nobody's business. */
    public static final Feedback FURTHER_TESTS_FAILED =
            new Feedback(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The kind of error alone. */
    public static Feedback kind(Verdict verdict) {
        return new Feedback(Optional.of(verdict), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
