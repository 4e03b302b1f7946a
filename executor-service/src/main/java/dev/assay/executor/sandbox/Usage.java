package dev.assay.executor.sandbox;

import java.util.Optional;

/**
 * What a sandboxed program used.
 *
 * @param cpuMs CPU time of all its processes, from their start; with cgroups including the start of the sandbox itself
 * @param wallMs from start to end of the sandbox
 * @param awaitedMs the part of it in which the program was awaited
 * @param runDelayMs time that its threads were runnable and waited for a core ({@code /proc/PID/schedstat})
 * @param peakMemoryBytes of the group with cgroups, else of its largest process
 */
public record Usage(
        long cpuMs, long wallMs, long awaitedMs, Optional<Long> runDelayMs, Optional<Long> peakMemoryBytes) {

    /** A tenth of the time: less does not decide between in time and late, and repeating costs little. */
    private static final int STARVED_SHARE = 10;

    /** Whether the program spent the time waiting for a core rather than idling: the host was busy, not the program. */
    public boolean starved() {
        return runDelayMs.orElse(0L) > awaitedMs / STARVED_SHARE;
    }
}
