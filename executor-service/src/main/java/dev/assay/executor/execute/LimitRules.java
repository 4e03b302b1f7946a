package dev.assay.executor.execute;

import dev.assay.contracts.problem.OracleProblem;
import dev.assay.executor.sandbox.SandboxLimits;
import java.time.Duration;

/**
 * The limits of an execution: what the data set declares (CPU time, unless it says wall), else what the reference
 * solution used on this host with a margin, else a default for the time before it has run.
 */
public final class LimitRules {

    private static final Duration SHORTEST_CPU = Duration.ofSeconds(2);
    private static final Duration UNCALIBRATED_CPU = Duration.ofSeconds(10);
    private static final int REFERENCE_FACTOR = 5;
    private static final Duration SHORTEST_WALL = Duration.ofSeconds(10);
    private static final int WALL_FACTOR = 10;

    private LimitRules() {}

    public static SandboxLimits limits(OracleProblem oracle) {
        Duration cpu = cpu(oracle);
        Duration wall = oracle.limits()
                .wallSeconds()
                .map(LimitRules::seconds)
                .orElseGet(() -> longer(SHORTEST_WALL, cpu.multipliedBy(WALL_FACTOR)));
        return new SandboxLimits(cpu, wall, oracle.limits().memoryBytes().orElse(SandboxLimits.DEFAULT_MEMORY_BYTES));
    }

    /** Whether the CPU limit is the data set's own. */
    public static boolean areDeclared(OracleProblem oracle) {
        return oracle.limits().cpuSeconds().isPresent();
    }

    private static Duration cpu(OracleProblem oracle) {
        return oracle.limits()
                .cpuSeconds()
                .map(LimitRules::seconds)
                .or(() -> oracle.referenceCpuMs()
                        .map(reference -> longer(SHORTEST_CPU, Duration.ofMillis(reference * REFERENCE_FACTOR))))
                .orElse(UNCALIBRATED_CPU);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
