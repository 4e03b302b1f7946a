package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program running in a sandbox. Its standard input and output are for whoever talks with it; what it prints arrives on
 * standard error and is drained all the time.
 */
public final class SandboxProcess {

    private static final long END_SECONDS = 60;
    private static final long NANOS_PER_MS = 1_000_000;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final RunningProgram program;
    private final Seat seat;
    private final SandboxLimits limits;
    private final long startedNanos = System.nanoTime();
    private final OutputCapture output = new OutputCapture();
    private final Future<?> drain;
    private final AtomicReference<Breach> breach = new AtomicReference<>();
    private final AtomicReference<ProcessTree.Sample> sample = new AtomicReference<>();
    private final AtomicLong awaitedNanos = new AtomicLong();
    private final AtomicLong awaitedSince = new AtomicLong();

    SandboxProcess(RunningProgram program, Seat seat, SandboxLimits limits, ExecutorService drains) {
        this.program = program;
        this.seat = seat;
        this.limits = limits;
        this.drain = drains.submit(this::drain);
        await(true);
    }

    /**
     * What the limits are compared with.
     *
     * @param memoryBytes 0 where the control group holds that limit itself
     * @param memoryExhausted whether the control group has already ended a process for it
     */
    record Reading(long cpuMs, long awaitedMs, long memoryBytes, boolean memoryExhausted) {}

    /** How the program came to its end. */
    public record Ending(int exitCode, Optional<Breach> breach, boolean memoryExhausted, Usage usage) {}

    public InputStream fromProgram() {
        return program.output();
    }

    public OutputStream toProgram() {
        return program.input();
    }

    /** What it printed. */
    public OutputCapture output() {
        return output;
    }

    public SandboxLimits limits() {
        return limits;
    }

    /** Says whether the program's answer is being awaited from now on: only such time counts against the wall limit. */
    public void await(boolean awaited) {
        long now = System.nanoTime();
        long since = awaitedSince.getAndSet(awaited ? now : 0);
        if (since != 0) {
            awaitedNanos.addAndGet(now - since);
        }
    }

    /** Waits that long for it to end by itself; returns whether it has. */
    public boolean waitFor(long milliseconds) {
        try {
            return program.waitFor(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !program.isAlive();
        }
    }

    /**
     * Ends it, if it has not ended, and waits until nothing of it is left: every process of its process namespace is gone
     * when this returns. Throws {@link SandboxUnavailable} where that does not happen.
     */
    public Ending end() {
        await(false);
        if (program.isAlive()) {
            read();
            program.kill();
        }
        if (!waitFor(TimeUnit.SECONDS.toMillis(END_SECONDS))) {
            throw new SandboxUnavailable("a sandbox does not end; see process " + program.top());
        }
        long wallMs = (System.nanoTime() - startedNanos) / NANOS_PER_MS;
        join();
        boolean exhausted = seat.cgroup().map(Cgroup::memoryExhausted).orElse(false);
        Optional<Breach> limit = Optional.ofNullable(breach.get());
        Ending ending = new Ending(program.exitCode(), limit, exhausted, usage(wallMs));
        program.release(limit.isPresent() || exhausted);
        return ending;
    }

    /** What the host sees of the program: the kernel's view of its identity and powers. */
    List<IsolationReport.Attack> seenFromOutside() {
        OptionalLong first = program.first();
        if (first.isEmpty()) {
            return List.of(new IsolationReport.Attack("own_process", false, "no process of its own"));
        }
        return KernelIdentity.of(first.getAsLong()).check(seat.uid());
    }

    boolean isAlive() {
        return program.isAlive();
    }

    /** Ends it for running into a limit; the first limit is the one that counts. */
    public void end(Breach limit) {
        if (breach.compareAndSet(null, limit)) {
            program.kill();
        }
    }

    /** Measures it. */
    Reading read() {
        OptionalLong top = program.top();
        ProcessTree.Sample now = top.isPresent() ? ProcessTree.sample(top.getAsLong()) : ProcessTree.Sample.NOTHING;
        if (now.cpuMs() > 0 || sample.get() == null) {
            sample.set(now);
        }
        long cpuMs = seat.cgroup().map(Cgroup::cpuMs).orElse(now.cpuMs());
        boolean held = seat.cgroup().map(Cgroup::holdsMemory).orElse(false);
        boolean exhausted = seat.cgroup().map(Cgroup::memoryExhausted).orElse(false);
        return new Reading(cpuMs, awaitedMs(), held ? 0 : memoryBytes(top, now), exhausted);
    }

    /** Pages that a program shares with its children count once where that decides. */
    private long memoryBytes(OptionalLong top, ProcessTree.Sample now) {
        return top.isPresent() && now.residentBytes() > limits.memoryBytes()
                ? ProcessTree.proportionalBytes(top.getAsLong())
                : now.residentBytes();
    }

    private Usage usage(long wallMs) {
        Optional<ProcessTree.Sample> last = Optional.ofNullable(sample.get());
        long cpuMs = seat.cgroup()
                .map(Cgroup::cpuMs)
                .orElse(last.map(ProcessTree.Sample::cpuMs).orElse(0L));
        Optional<Long> peak =
                seat.cgroup().flatMap(Cgroup::peakMemoryBytes).or(() -> last.map(ProcessTree.Sample::peakProcessBytes));
        return new Usage(cpuMs, wallMs, awaitedMs(), last.map(ProcessTree.Sample::runDelayMs), peak);
    }

    private long awaitedMs() {
        long since = awaitedSince.get();
        long running = since == 0 ? 0 : System.nanoTime() - since;
        return (awaitedNanos.get() + running) / NANOS_PER_MS;
    }

    private void drain() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream printed = program.printed()) {
            for (int length = printed.read(buffer); length >= 0; length = printed.read(buffer)) {
                if (output.add(buffer, length) > SandboxLimits.OUTPUT_BYTES) {
                    end(Breach.OUTPUT);
                }
            }
        } catch (IOException e) {
            // The process has ended and its pipe was closed.
        }
    }

    private void join() {
        try {
            drain.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what a program printed could not be kept", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
