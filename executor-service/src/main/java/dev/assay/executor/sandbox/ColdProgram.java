package dev.assay.executor.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A program in a sandbox that was made for it alone. */
final class ColdProgram implements RunningProgram {

    private final Process process;
    private final Optional<Cgroup> cgroup;

    ColdProgram(Process process, Optional<Cgroup> cgroup) {
        this.process = process;
        this.cgroup = cgroup;
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream printed() {
        return process.getErrorStream();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean waitFor(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    @Override
    public int exitCode() {
        return process.exitValue();
    }

    @Override
    public OptionalLong top() {
        return OptionalLong.of(process.pid());
    }

    /** The child of bwrap; without namespaces, the process itself. */
    @Override
    public OptionalLong first() {
        long own = process.pid();
        return OptionalLong.of(ProcessTree.children(own).stream()
                .mapToLong(Long::longValue)
                .findFirst()
                .orElse(own));
    }

    /**
     * Kills the first process of the namespace, with which the kernel ends all others; bwrap then reaps it and ends too.
     * Killing bwrap instead would leave the first process to somebody else's reaping.
     */
    @Override
    public void kill() {
        var inside = ProcessTree.children(process.pid());
        if (inside.isEmpty()) {
            process.destroyForcibly();
        }
        ProcessTree.kill(inside);
    }

    @Override
    public void release(boolean abnormal) {
        cgroup.ifPresent(Cgroup::endAll);
    }
}
