package dev.assay.executor.sandbox;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that ends sandboxes which ran into a limit. It looks at a sandbox no earlier than a limit could be reached,
 * so a short run is never looked at.
 */
final class LimitWatch implements AutoCloseable {

    private static final long SHORTEST_MS = 5;
    private static final long LONGEST_MS = 250;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final ScheduledExecutorService thread;

    LimitWatch() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("sandbox-limits").factory());
        executor.setRemoveOnCancelPolicy(true);
        this.thread = executor;
    }

    /** Watches a sandbox until it has ended. */
    void watch(SandboxProcess sandbox) {
        schedule(sandbox, delay(sandbox.limits(), 0, 0));
    }

    private void schedule(SandboxProcess sandbox, long delayMs) {
        thread.schedule(() -> look(sandbox), delayMs, TimeUnit.MILLISECONDS);
    }

    private void look(SandboxProcess sandbox) {
        if (!sandbox.isAlive()) {
            return;
        }
        SandboxProcess.Reading reading = sandbox.read();
        Optional<Breach> breach = breach(reading, sandbox.limits());
        if (breach.isPresent()) {
            sandbox.end(breach.get());
        } else {
            schedule(sandbox, delay(sandbox.limits(), reading.cpuMs(), reading.awaitedMs()));
        }
    }

    private static Optional<Breach> breach(SandboxProcess.Reading reading, SandboxLimits limits) {
        if (reading.cpuMs() >= limits.cpu().toMillis()) {
            return Optional.of(Breach.CPU_TIME);
        }
        if (reading.memoryExhausted() || reading.memoryBytes() > limits.memoryBytes()) {
            return Optional.of(Breach.MEMORY);
        }
        if (reading.awaitedMs() >= limits.wall().toMillis()) {
            return Optional.of(Breach.WALL_TIME);
        }
        return Optional.empty();
    }

    private long delay(SandboxLimits limits, long cpuMs, long awaitedMs) {
        long untilCpu = (limits.cpu().toMillis() - cpuMs) / cores;
        long untilWall = limits.wall().toMillis() - awaitedMs;
        return Math.clamp(Math.min(untilCpu, untilWall), SHORTEST_MS, LONGEST_MS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
