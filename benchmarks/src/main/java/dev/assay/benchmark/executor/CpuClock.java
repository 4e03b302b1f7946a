package dev.assay.benchmark.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time as the kernel adds it up.
 *
 * @param ownMs of this process
 * @param endedMs of all its descendants that have ended
 */
record CpuClock(long ownMs, long endedMs) {

    private static final int USER_TIME_FIELD = 11; // counted after the command name; three more follow
    private static final int MS_PER_TICK = 10;

    static CpuClock read() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new CpuClock(ms(fields, USER_TIME_FIELD), ms(fields, USER_TIME_FIELD + 2));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the own CPU time", e);
        }
    }

    /** The time since an earlier reading. */
    CpuClock since(CpuClock earlier) {
        return new CpuClock(ownMs - earlier.ownMs, endedMs - earlier.endedMs);
    }

    long totalMs() {
        return ownMs + endedMs;
    }

    /** User and system time, which stand one after the other. */
    private static long ms(String[] fields, int first) {
        return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) * MS_PER_TICK;
    }
}
