package dev.assay.executor.readiness;

import dev.assay.executor.sandbox.IsolationReport;
import dev.assay.executor.sandbox.Sandboxes;

/** Whether there is a place to run untrusted code. */
public sealed interface Isolation {

    /** Not known yet. */
    record Unknown() implements Isolation {}

    /** Every known way out of the sandboxes is held. */
    record Holds(Sandboxes sandboxes, IsolationReport report) implements Isolation {}

    /** Nothing untrusted may run here; the reason says what to do. */
    record Refused(String reason) implements Isolation {}
}
