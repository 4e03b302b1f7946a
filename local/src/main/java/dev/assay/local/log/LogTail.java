package dev.assay.local.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last lines of a log file. */
public final class LogTail {

    private static final int MOST_BYTES_A_LINE = 400;

    /** What a stack trace adds to each line that says something. */
    private static final int FRAMES_A_LINE = 100;

    private static final Pattern FRAME = Pattern.compile("\\s+(at \\S+\\(.*\\)|\\.\\.\\. \\d+ more)\\s*");

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

    /** The last lines without stack frames, and where the rest is, to be put behind a message. */
    public static String shown(Path log, int count) {
        try {
            List<String> telling = lines(log, count * FRAMES_A_LINE).stream()
                    .filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
                    .toList();
            return telling.subList(Math.max(0, telling.size() - count), telling.size()).stream()
                    .map(line -> "\n    " + line)
                    .collect(Collectors.joining("", ". Its last lines:", "\n  All of them: " + log));
        } catch (IOException e) {
            return ". Its log: " + log;
        }
    }
}
