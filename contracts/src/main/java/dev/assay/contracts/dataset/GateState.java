package dev.assay.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a data set is proven. */
public enum GateState {
    /** Its candidates with a known result are being run. */
    CHECKING,
    /** Every candidate gave the result it must give. */
    VERIFIED,
    /** Some did not; the gate report lists them. */
    UNVERIFIED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static GateState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
