package dev.assay.local.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines of a log file. */
public final class LogTail {

    private static final int MOST_BYTES_A_LINE = 400;

    private LogTail() {}

    /** At most {@code count} lines; none where there is no file. */
    public static List<String> lines(Path log, int count) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - (long) count * MOST_BYTES_A_LINE);
            file.seek(start);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }

    /** The last lines and where the rest is, to be put behind a message. */
    public static String shown(Path log, int count) {
        try {
            return lines(log, count).stream()
                    .map(line -> "\n    " + line)
                    .collect(Collectors.joining("", ". Its last lines:", "\n  All of them: " + log));
        } catch (IOException e) {
            return ". Its log: " + log;
        }
    }
}
