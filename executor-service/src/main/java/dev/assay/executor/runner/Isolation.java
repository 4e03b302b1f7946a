package dev.assay.executor.runner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Whether there is a place to run untrusted code. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "isolation")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Isolation.Holds.class, name = "holds"),
    @JsonSubTypes.Type(value = Isolation.Refused.class, name = "refused")
})
public sealed interface Isolation {

    /**
     * Every known way out of the sandboxes is held.
     *
     * @param tier what holds it
     * @param warm whether Python programs are forked by warm parents
     * @param slots executions at a time
     * @param runtime version of the Python that judges
     * @param attacksHeld ways out that were tried
     * @param passedOver stronger or faster kinds that do not hold here, with why
     */
    record Holds(
            String tier,
            boolean warm,
            int slots,
            String runtime,
            String environmentHash,
            int attacksHeld,
            List<String> passedOver)
            implements Isolation {}

    /** Nothing untrusted may run here, now; the reason says what to do. */
    record Refused(String reason) implements Isolation {}
}
