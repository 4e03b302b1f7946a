package dev.assay.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How much of a failure a model is told before it repairs. Under none of them anything of a hidden test. */
public enum FeedbackPolicy {
    /** The kind of error. */
    ERROR_TYPE,
    /** The kind, and the first test that may be shown and did not pass. */
    FAILING_ASSERT,
    /** All such tests, and what the program wrote. */
    FULL_OUTPUT;

    /** The name in JSON. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The policy with the given {@linkplain #code code}; throws {@link IllegalArgumentException} for any other. */
    @JsonCreator
    public static FeedbackPolicy of(String code) {
        return Arrays.stream(values())
                .filter(policy -> policy.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feedback policy is called " + code));
    }
}
