package dev.assay.contracts.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may see a test. */
public enum Visibility {
    /** May be in the prompt. */
    PUBLIC,
    /** May be shown to the model after it failed. */
    FEEDBACK,
    /** Never leaves the sandbox side. */
    HIDDEN;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Visibility of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
