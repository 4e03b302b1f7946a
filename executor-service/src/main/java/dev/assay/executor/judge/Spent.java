package dev.assay.executor.judge;

import dev.assay.contracts.record.Execution;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.Usage;

/** What a candidate used and what it was allowed, for the execution record. */
final class Spent {

    private Spent() {}

    /** @param declared whether the data set declares the CPU limit */
    static Execution.Resources of(Usage usage, SandboxLimits limits, boolean declared) {
        return new Execution.Resources(
                usage.cpuMs(),
                usage.wallMs(),
                usage.runDelayMs(),
                usage.peakMemoryBytes(),
                new Execution.Limits(
                        limits.cpu().toMillis(), limits.wall().toMillis(), limits.memoryBytes(), declared));
    }
}
