package dev.assay.contracts.task.program;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.contracts.Verdict;
import java.util.Locale;
import java.util.Optional;

/** What came of an attempt in the closed loop's three words, the worst first. */
public enum ProgramOutcome {
    /** It did not end by itself with exit code 0. */
    FAILED,
    /** It ended well and printed something else. */
    PARTIAL,
    /** It printed what was expected. */
    WORKING;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome with the given {@linkplain #code code}; throws {@link IllegalArgumentException} for any other. */
    @JsonCreator
    public static ProgramOutcome of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The outcome of a run that ended by itself. */
    public static ProgramOutcome of(int exitCode, String output, String expectedOutput) {
        if (exitCode != 0) {
            return FAILED;
        }
        return ExpectedOutput.matches(output, expectedOutput) ? WORKING : PARTIAL;
    }

    /** The outcome that a verdict stands for; none where it says nothing about the model. */
    public static Optional<ProgramOutcome> of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> Optional.of(WORKING);
            case WRONG_ANSWER -> Optional.of(PARTIAL);
            case RUNTIME_ERROR,
                    COMPILE_ERROR,
                    TIME_LIMIT,
                    MEMORY_LIMIT,
                    OUTPUT_LIMIT,
                    EXTRACTION_FAILED,
                    TRUNCATED,
                    REFUSED,
                    TAMPERED -> Optional.of(FAILED);
            case INFRASTRUCTURE_ERROR, UNSCORABLE -> Optional.empty();
        };
    }
}
