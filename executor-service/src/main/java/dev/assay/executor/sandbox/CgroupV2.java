package dev.assay.executor.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A control group of version 2. CPU time is always counted; memory and processes are held where their controllers are
 * delegated to us.
 */
final class CgroupV2 implements Cgroup {

    private static final Logger LOG = Logger.getLogger(CgroupV2.class);
    private static final long MICROS_PER_MS = 1_000;
    private static final int PIDS_MARGIN = 8; // bwrap and its launcher are in the group too

    private final Path directory;
    private final boolean memory;
    private long cpuAtReset;
    private long killsAtReset;

    private CgroupV2(Path directory) {
        this.directory = directory;
        this.memory = Files.exists(directory.resolve("memory.max"));
    }

    /** Makes the directory {@code name} under {@code parent}. */
    static CgroupV2 create(Path parent, String name) throws IOException {
        CgroupV2 group = new CgroupV2(Files.createDirectory(parent.resolve(name)));
        if (Files.exists(group.directory.resolve("pids.max"))) {
            Cgroup.write(group.directory.resolve("pids.max"), SandboxLimits.PROCESSES + PIDS_MARGIN);
        }
        return group;
    }

    @Override
    public List<Path> joinFiles() {
        return List.of(directory.resolve("cgroup.procs"));
    }

    @Override
    public boolean holdsMemory() {
        return memory;
    }

    @Override
    public void reset(long memoryBytes, long residentBytes) {
        if (memory) {
            Cgroup.write(directory.resolve("memory.max"), memoryBytes + residentBytes);
            if (Files.exists(directory.resolve("memory.swap.max"))) {
                Cgroup.write(directory.resolve("memory.swap.max"), 0);
            }
        }
        cpuAtReset = cpuMicros();
        killsAtReset = kills();
    }

    @Override
    public long cpuMs() {
        return (cpuMicros() - cpuAtReset) / MICROS_PER_MS;
    }

    private long cpuMicros() {
        return Cgroup.entry(directory.resolve("cpu.stat"), "usage_usec");
    }

    @Override
    public long usedMemoryBytes() {
        return memory ? Long.parseLong(Cgroup.read(directory.resolve("memory.current"))) : 0;
    }

    /** Empty: {@code memory.peak} of a group that is used again would tell of earlier programs. */
    @Override
    public Optional<Long> peakMemoryBytes() {
        return Optional.empty();
    }

    @Override
    public boolean memoryExhausted() {
        return kills() > killsAtReset;
    }

    private long kills() {
        return memory ? Cgroup.entry(directory.resolve("memory.events"), "oom_kill") : 0;
    }

    @Override
    public List<Long> processes() {
        return Cgroup.ids(directory.resolve("cgroup.procs"));
    }

    @Override
    public void remove() {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // A process that is still ending holds it; the next start clears it away.
            LOG.infof("left a control group: %s", e.getMessage());
        }
    }
}
