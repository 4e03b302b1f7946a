package dev.assay.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a call was not made. */
public enum WithheldReason {
    BUDGET_EXHAUSTED,
    CANCELLED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static WithheldReason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
