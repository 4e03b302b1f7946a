package dev.assay.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of an attempt. */
public enum Verdict {
    /** Every test passed. */
    PASSED,
    /** It ran and gave a wrong result. */
    WRONG_ANSWER,
    /** It raised, or ended by itself before it answered. */
    RUNTIME_ERROR,
    /** It does not compile or parse. */
    COMPILE_ERROR,
    /** Its CPU time ran out, or it idled past the wall limit on an idle host. */
    TIME_LIMIT,
    MEMORY_LIMIT,
    OUTPUT_LIMIT,
    /** The answer holds no code that could be run. */
    EXTRACTION_FAILED,
    /** The provider cut the answer at the token limit and what there is does not pass. */
    TRUNCATED,
    /** The model declined. */
    REFUSED,
    /** It broke the protocol of the judge. */
    TAMPERED,
    /** Not the model's doing: retried, shown, and in no rate. */
    INFRASTRUCTURE_ERROR,
    /** There is nothing to judge it by. */
    UNSCORABLE;

    /** The name in JSON, SQL and exports. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The verdict with the given {@linkplain #code code}; throws {@link IllegalArgumentException} for any other. */
    @com.fasterxml.jackson.annotation.JsonCreator
    public static Verdict of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether the attempt says something about the model, and so belongs in a rate's denominator. */
    public boolean countsForModel() {
        return this != INFRASTRUCTURE_ERROR && this != UNSCORABLE;
    }

    /** Whether a model that is told of it can do better: what it wrote failed, and it did not refuse or cheat. */
    public boolean canBeRepaired() {
        return switch (this) {
            case WRONG_ANSWER,
                    RUNTIME_ERROR,
                    COMPILE_ERROR,
                    TIME_LIMIT,
                    MEMORY_LIMIT,
                    OUTPUT_LIMIT,
                    EXTRACTION_FAILED,
                    TRUNCATED -> true;
            case PASSED, REFUSED, TAMPERED, INFRASTRUCTURE_ERROR, UNSCORABLE -> false;
        };
    }
}
