package dev.assay.executor.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process and all its descendants, as {@code /proc} shows them at one moment. */
final class ProcessTree {

    private static final Path PROC = Path.of("/proc");
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long MS_PER_TICK = 10; // USER_HZ is 100 on every architecture that Java runs on
    private static final int USER_TIME_FIELD = 11; // counted after the command name
    private static final long KIB = 1024;

    private ProcessTree() {}

    /**
     * What the tree has used so far. Short-lived processes whose parent ignored their end are not in it.
     *
     * @param cpuMs CPU time, with that of ended and awaited children
     * @param runDelayMs time that its living threads waited for a core
     * @param residentBytes memory held now, each process counted for itself
     * @param peakProcessBytes highest memory use of a living process
     */
    record Sample(long cpuMs, long runDelayMs, long residentBytes, long peakProcessBytes) {

        static final Sample NOTHING = new Sample(0, 0, 0, 0);

        Sample plus(Sample other) {
            return new Sample(
                    cpuMs + other.cpuMs,
                    runDelayMs + other.runDelayMs,
                    residentBytes + other.residentBytes,
                    Math.max(peakProcessBytes, other.peakProcessBytes));
        }
    }

    static Sample sample(long root) {
        Sample sum = measure(root);
        for (long child : children(root)) {
            sum = sum.plus(sample(child));
        }
        return sum;
    }

    /**
     * Memory that the tree holds now, a page that several processes share counted once: the sum of resident memory would
     * count what a forked child has not changed again. Dear to find out; resident memory where the kernel does not tell.
     */
    static long proportionalBytes(long root) {
        Path directory = PROC.resolve(Long.toString(root));
        long own = kibibytes(read(directory.resolve("smaps_rollup")), "Pss:");
        long sum = own > 0 ? own : kibibytes(read(directory.resolve("status")), "VmRSS:");
        for (long child : children(root)) {
            sum += proportionalBytes(child);
        }
        return sum;
    }

    /** The processes that any thread of {@code process} started; empty where it is gone. */
    static List<Long> children(long process) {
        List<Long> children = new ArrayList<>();
        for (Path task : tasks(process)) {
            for (String child : read(task.resolve("children")).split(" ")) {
                if (!child.isBlank()) {
                    children.add(Long.parseLong(child.strip()));
                }
            }
        }
        return children;
    }

    /** Kills processes of this host; those that are gone are passed over. */
    static void kill(List<Long> processes) {
        for (long process : processes) {
            ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static Sample measure(long process) {
        Path directory = PROC.resolve(Long.toString(process));
        String stat = read(directory.resolve("stat"));
        long cpu = 0;
        if (!stat.isEmpty()) {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            for (int field = USER_TIME_FIELD; field < USER_TIME_FIELD + 4; field++) {
                cpu += Long.parseLong(fields[field]) * MS_PER_TICK;
            }
        }
        long delay = 0;
        for (Path task : tasks(process)) {
            String[] schedule = read(task.resolve("schedstat")).strip().split(" ");
            delay += schedule.length > 1 ? Long.parseLong(schedule[1]) / NANOS_PER_MS : 0;
        }
        String status = read(directory.resolve("status"));
        return new Sample(cpu, delay, kibibytes(status, "VmRSS:"), kibibytes(status, "VmHWM:"));
    }

    private static long kibibytes(String status, String key) {
        return status.lines()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElse(0);
    }

    private static List<Path> tasks(long process) {
        try (Stream<Path> tasks =
                Files.list(PROC.resolve(Long.toString(process)).resolve("task"))) {
            return tasks.toList();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return List.of();
        }
    }

    /** Empty where the process has ended in the meantime. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }
}
