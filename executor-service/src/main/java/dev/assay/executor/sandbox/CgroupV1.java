package dev.assay.executor.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A control group of version 1: one directory in each of the trees {@code cpuacct}, {@code memory} and {@code pids}. */
final class CgroupV1 implements Cgroup {

    private static final Logger LOG = Logger.getLogger(CgroupV1.class);
    private static final long NANOS_PER_MS = 1_000_000;
    private static final int PIDS_MARGIN = 8; // bwrap and its launcher are in the group too

    private final Path cpu;
    private final Path memory;
    private final Path pids;
    private long cpuAtReset;
    private long killsAtReset;
    private long limit = -1;
    private long resident;

    private CgroupV1(Path cpu, Path memory, Path pids) {
        this.cpu = cpu;
        this.memory = memory;
        this.pids = pids;
    }

    /** Makes the directories {@code name} under the given ones. */
    static CgroupV1 create(Path cpu, Path memory, Path pids, String name) throws IOException {
        CgroupV1 group = new CgroupV1(
                Files.createDirectory(cpu.resolve(name)),
                Files.createDirectory(memory.resolve(name)),
                Files.createDirectory(pids.resolve(name)));
        Cgroup.write(group.pids.resolve("pids.max"), SandboxLimits.PROCESSES + PIDS_MARGIN);
        return group;
    }

    @Override
    public List<Path> joinFiles() {
        return List.of(cpu.resolve("cgroup.procs"), memory.resolve("cgroup.procs"), pids.resolve("cgroup.procs"));
    }

    @Override
    public boolean holdsMemory() {
        return true;
    }

    @Override
    public void reset(long memoryBytes, long residentBytes) {
        resident = residentBytes;
        long all = memoryBytes + residentBytes;
        if (limit != all) {
            setLimit(all);
            limit = all;
        }
        Cgroup.write(memory.resolve("memory.max_usage_in_bytes"), 0);
        cpuAtReset = cpuNanos();
        killsAtReset = kills();
    }

    private void setLimit(long memoryBytes) {
        Path withSwap = memory.resolve("memory.memsw.limit_in_bytes");
        boolean lower = limit < 0 || memoryBytes < limit;
        if (lower) {
            Cgroup.write(memory.resolve("memory.limit_in_bytes"), memoryBytes);
        }
        if (Files.exists(withSwap)) {
            Cgroup.write(withSwap, memoryBytes);
        }
        if (!lower) {
            Cgroup.write(memory.resolve("memory.limit_in_bytes"), memoryBytes);
        }
    }

    @Override
    public long cpuMs() {
        return (cpuNanos() - cpuAtReset) / NANOS_PER_MS;
    }

    private long cpuNanos() {
        return Long.parseLong(Cgroup.read(cpu.resolve("cpuacct.usage")));
    }

    @Override
    public Optional<Long> peakMemoryBytes() {
        long peak = Long.parseLong(Cgroup.read(memory.resolve("memory.max_usage_in_bytes")));
        return Optional.of(Math.max(0, peak - resident));
    }

    @Override
    public long usedMemoryBytes() {
        return Long.parseLong(Cgroup.read(memory.resolve("memory.usage_in_bytes")));
    }

    @Override
    public boolean memoryExhausted() {
        return kills() > killsAtReset;
    }

    private long kills() {
        return Cgroup.entry(memory.resolve("memory.oom_control"), "oom_kill");
    }

    @Override
    public List<Long> processes() {
        return Cgroup.ids(pids.resolve("cgroup.procs"));
    }

    @Override
    public void remove() {
        try {
            for (Path directory : List.of(cpu, memory, pids)) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            // A process that is still ending holds it; the next start clears it away.
            LOG.infof("left a control group: %s", e.getMessage());
        }
    }
}
