package dev.assay.contracts.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a trial stands. */
public enum TrialState {
    /** Its next attempt, the first or a repair, waits for its turn. */
    PENDING,
    /** An attempt is under way. */
    RUNNING,
    /** Has a verdict. */
    FINISHED,
    /** Ended without one: the run was cancelled or its budget used up. */
    STOPPED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static TrialState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
