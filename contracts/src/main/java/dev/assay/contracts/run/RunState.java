package dev.assay.contracts.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a run stands. */
public enum RunState {
    RUNNING,
    PAUSED,
    /** Every trial ended. */
    FINISHED,
    CANCELLED,
    /** Its budget is used up: no new call is made, finished work is kept. */
    BUDGET_EXHAUSTED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static RunState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Whether nothing more will happen by itself. */
    public boolean ended() {
        return this == FINISHED || this == CANCELLED || this == BUDGET_EXHAUSTED;
    }
}
