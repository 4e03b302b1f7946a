package dev.assay.benchmark.executor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of this process and of all its descendants that have ended, as the kernel adds it up. */
final class CpuClock {

    private static final int USER_TIME_FIELD = 11; // counted after the command name; three more follow
    private static final int MS_PER_TICK = 10;

    private CpuClock() {}

    static long readMs() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = USER_TIME_FIELD; field < USER_TIME_FIELD + 4; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks * MS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the own CPU time", e);
        }
    }
}
