package dev.assay.local.log;

import dev.assay.local.home.Home;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Prints what is written to several logs, each line behind the name of its part when there is more than one. */
public final class LogFollower {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_BYTES_AT_ONCE = 1 << 20;

    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, Long> places = new LinkedHashMap<>();
    private final PrintStream out;
    private final int width;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private LogFollower(Home home, List<String> parts, PrintStream out) throws IOException {
        this.out = out;
        this.width = parts.stream().mapToInt(String::length).max().orElse(0);
        for (String part : parts) {
            Path file = home.log(part);
            files.put(part, file);
            places.put(part, Files.exists(file) ? Files.size(file) : 0);
        }
    }

    /** One that shows what is written after this call. */
    public static LogFollower fromNowOn(Home home, List<String> parts, PrintStream out) throws IOException {
        return new LogFollower(home, parts, out);
    }

    public void print(String part, String line) {
        if (files.size() > 1) {
            out.print(part + " ".repeat(width - part.length()) + " | ");
        }
        out.println(line);
    }

    /** Prints until {@link #stop}. */
    public void follow() {
        try {
            do {
                for (String part : files.keySet()) {
                    printNew(part);
                }
                out.flush();
            } while (!stopped.await(POLL.toNanos(), TimeUnit.NANOSECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void stop() {
        stopped.countDown();
    }

    /** Only whole lines: the rest is shown when its end is there. */
    private void printNew(String part) throws IOException {
        Path path = files.get(part);
        if (!Files.exists(path)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            // A shorter file is a new one, begun after the old one had grown too large.
            long place = Math.min(places.get(part), file.length()) == places.get(part) ? places.get(part) : 0;
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES_AT_ONCE, file.length() - place)];
            file.seek(place);
            file.readFully(bytes);
            int end = lastLineEnd(bytes);
            new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line -> print(part, line));
            places.put(part, place + end);
        }
    }

    private static int lastLineEnd(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return bytes.length == MOST_BYTES_AT_ONCE ? bytes.length : 0;
    }
}
