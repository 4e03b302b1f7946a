package dev.assay.executor.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A control group of one seat, used by one sandbox after the other: counts the CPU time and holds the memory of all
 * processes in it. Made once, since making one costs more than a run.
 */
sealed interface Cgroup permits CgroupV1, CgroupV2 {

    /** The files into which a process writes its id to join. */
    List<Path> joinFiles();

    /** Whether it holds the memory limit itself. */
    boolean holdsMemory();

    /**
     * Starts a new count and sets the memory limit.
     *
     * @param residentBytes memory of what stays in the group and is not to be counted
     */
    void reset(long memoryBytes, long residentBytes);

    /** Memory in use now; 0 where the group does not count it. */
    long usedMemoryBytes();

    /** CPU time since the reset. */
    long cpuMs();

    /** Highest memory use since the reset, where the kernel counts it. */
    Optional<Long> peakMemoryBytes();

    /** Whether a process was ended since the reset because the memory limit was reached. */
    boolean memoryExhausted();

    /** The processes in it. */
    List<Long> processes();

    /** Removes it; it must be empty. */
    void remove();

    /** Ends whatever is left in it. */
    default void endAll() {
        ProcessTree.kill(processes());
    }

    static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the control group file " + file, e);
        }
    }

    static void write(Path file, long value) {
        try {
            Files.writeString(file, Long.toString(value));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the control group file " + file, e);
        }
    }

    /** The number after {@code key} in a file of lines "key number"; 0 where there is none. */
    static long entry(Path file, String key) {
        return read(file)
                .lines()
                .map(line -> line.split(" "))
                .filter(parts -> parts[0].equals(key))
                .mapToLong(parts -> Long.parseLong(parts[1]))
                .findFirst()
                .orElse(0);
    }

    static List<Long> ids(Path file) {
        return read(file).lines().map(Long::parseLong).toList();
    }
}
