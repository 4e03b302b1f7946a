package dev.assay.contracts.problem;

import java.util.Optional;

/**
 * Limits that a data set or problem declares; what is absent is calibrated by the executor.
 *
 * @param cpuSeconds CPU time of the candidate's whole process group over all tests
 * @param memoryBytes memory of the candidate's whole process group
 */
public record ExecutionLimits(Optional<Double> cpuSeconds, Optional<Double> wallSeconds, Optional<Long> memoryBytes) {

    /** Nothing declared. */
    public static ExecutionLimits none() {
        return new ExecutionLimits(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Only CPU time declared. */
    public static ExecutionLimits cpu(double seconds) {
        return new ExecutionLimits(Optional.of(seconds), Optional.empty(), Optional.empty());
    }
}
