package dev.assay.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** As what a model is called that helps those who answer. What it says is recorded and paid for, and never judged. */
public enum CallRole {
    /** Analyses a problem before it is answered. */
    SPECIFIER,
    /** Looks at the attempts of a trial so far and says how to go on. */
    REVIEWER;

    /** The name in JSON. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with the given {@linkplain #code code}; throws {@link IllegalArgumentException} for any other. */
    @JsonCreator
    public static CallRole of(String code) {
        return Arrays.stream(values())
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role of a call is called " + code));
    }
}
