package dev.assay.executor.readiness;

import dev.assay.executor.sandbox.IsolationReport;
import dev.assay.executor.sandbox.Sandboxes;
import java.util.List;

/** Whether there is a place to run untrusted code. */
public sealed interface Isolation {

    /** Not known yet. */
    record Unknown() implements Isolation {}

    /**
     * Every known way out of the sandboxes is held.
     *
     * @param passedOver stronger or faster kinds that do not hold here, with why
     */
    record Holds(Sandboxes sandboxes, IsolationReport report, List<String> passedOver) implements Isolation {}

    /** Nothing untrusted may run here; the reason says what to do. */
    record Refused(String reason) implements Isolation {}
}
