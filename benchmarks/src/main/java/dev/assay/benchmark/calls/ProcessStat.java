package dev.assay.benchmark.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** What the kernel says of a process and those it started. */
final class ProcessStat {

    private static final int USER_TIME_FIELD = 11; // counted after the command name; three more follow
    private static final double TICKS_PER_SECOND = 100;
    private static final long KIB = 1024;

    private ProcessStat() {}

    /** CPU time of the process, its living descendants, and its children that have ended. */
    static double cpuSeconds(long pid) {
        LongStream living = LongStream.concat(
                LongStream.of(pid),
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(ProcessHandle::pid));
        return living.map(ProcessStat::ticks).sum() / TICKS_PER_SECOND;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = USER_TIME_FIELD; field < USER_TIME_FIELD + 4; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** The most memory that the process had resident. */
    static long mostResidentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
