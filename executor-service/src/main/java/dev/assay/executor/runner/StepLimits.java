package dev.assay.executor.runner;

import dev.assay.executor.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits of compiling or running.
 *
 * @param cpu whatever fits into the wall time where it is absent
 * @param memoryBytes the step's default where it is absent
 */
public record StepLimits(Optional<Duration> cpu, Duration wall, Optional<Long> memoryBytes) {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    SandboxLimits with(long defaultMemoryBytes) {
        return new SandboxLimits(cpu.orElse(wall.multipliedBy(CORES)), wall, memoryBytes.orElse(defaultMemoryBytes));
    }
}
