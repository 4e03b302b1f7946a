package dev.assay.contracts.record;

import dev.assay.contracts.Verdict;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of a sample, in the words of HumanEval's results files.
 *
 * @param result {@code passed}, {@code timed out}, {@code failed: …}, or {@code not judged: …}
 * @param passed absent where it was not judged
 */
public record SampleResult(String result, Optional<Boolean> passed) {

    /** The result of a sample with a verdict; {@code detail} says why it is what it is. */
    public static SampleResult of(Verdict verdict, Supplier<String> detail) {
        return switch (verdict) {
            case PASSED -> new SampleResult("passed", Optional.of(true));
            case TIME_LIMIT -> new SampleResult("timed out", Optional.of(false));
            case INFRASTRUCTURE_ERROR, UNSCORABLE -> notJudged(detail.get());
            case WRONG_ANSWER,
                    RUNTIME_ERROR,
                    COMPILE_ERROR,
                    MEMORY_LIMIT,
                    OUTPUT_LIMIT,
                    EXTRACTION_FAILED,
                    TRUNCATED,
                    REFUSED,
                    TAMPERED -> new SampleResult("failed: " + detail.get(), Optional.of(false));
        };
    }

    /** A sample without a verdict. */
    public static SampleResult notJudged(String why) {
        return new SampleResult("not judged: " + why, Optional.empty());
    }

    /** A verdict and its reason, where there is nothing better to say. */
    public static String coded(Verdict verdict, Optional<String> reason) {
        return verdict.code()
                + reason.filter(text -> !text.isBlank())
                        .map(text -> " (" + text + ")")
                        .orElse("");
    }
}
