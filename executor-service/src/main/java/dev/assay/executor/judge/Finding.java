package dev.assay.executor.judge;

import dev.assay.executor.sandbox.FrameChannel.Broken;

/** How a hearing came to its end. */
sealed interface Finding {

    /** The judge has run every test. */
    record Completed() implements Finding {}

    /** The answer holds no code. */
    record NoProgram(String reason) implements Finding {}

    /** The code does not compile. */
    record NotCompiled(String message) implements Finding {}

    /** The code raised before anything could be called. */
    record NotLoaded(String className, String message) implements Finding {}

    /** The candidate no longer answers. */
    record CandidateStopped(Broken.Way way) implements Finding {}

    /** The program asked to be ended, in a call or while it was loaded. */
    record CandidateExited() implements Finding {}

    /** The candidate broke the protocol. */
    record Tampered(String reason) implements Finding {}

    /** The candidate gave more than the tests take: endless iterators, countless objects. */
    record Excessive(String reason) implements Finding {}

    /** The tests themselves do not work here. */
    record TestsBroken(String reason, String message) implements Finding {}

    /** The judge ended before its time. */
    record JudgeStopped() implements Finding {}

    /** A sandbox did not come up. */
    record NotStarted() implements Finding {}
}
