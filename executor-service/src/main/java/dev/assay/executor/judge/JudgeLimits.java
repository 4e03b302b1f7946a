package dev.assay.executor.judge;

import dev.assay.executor.sandbox.SandboxLimits;
import java.time.Duration;

/**
 * What a judge may use. It follows from what the candidate may use: results can be made to cost whoever compares them
 * (colliding keys, ranges, patterns of nesting), and an answer must not occupy the executor longer by its results than it
 * could by running.
 */
final class JudgeLimits {

    private static final Duration SHORTEST_CPU = Duration.ofSeconds(5);
    private static final Duration LONGEST_CPU = Duration.ofSeconds(60);
    private static final Duration SHORTEST_WALL = Duration.ofSeconds(60);
    private static final int WALL_FACTOR = 10;
    private static final long MEMORY_BYTES = 2L << 30;

    private JudgeLimits() {}

    /**
     * The limits of a judge beside a candidate of the plan.
     *
     * @param told whether it is told what the reference gives; else it runs the reference too, where there is need
     */
    static SandboxLimits of(SplitJudgePlan plan, boolean told) {
        Duration cpu = shorter(longer(SHORTEST_CPU, plan.limits().cpu()), LONGEST_CPU);
        boolean runsReference = plan.references().isPresent() && !told;
        Duration whole = runsReference ? cpu.plus(plan.limits().cpu()) : cpu;
        return new SandboxLimits(whole, longer(SHORTEST_WALL, whole.multipliedBy(WALL_FACTOR)), MEMORY_BYTES);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
