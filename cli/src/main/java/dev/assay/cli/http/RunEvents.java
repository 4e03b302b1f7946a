package dev.assay.cli.http;

import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The server-sent events of a run, read by a thread of its own so that silence can be noticed. */
public final class RunEvents implements AutoCloseable {

    /** What the stream says. */
    public sealed interface Signal {

        /** The run moved. */
        record Progress(Run run) implements Signal {}

        /** There will be no more: the run ended, or the stream broke off. The run itself tells which. */
        record Closed() implements Signal {}
    }

    private static final String EVENT = "event:";
    private static final String DATA = "data:";

    private final InputStream stream;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    RunEvents(InputStream stream) {
        this.stream = stream;
        Thread.ofVirtual().name("run-events").start(this::read);
    }

    /** The next signal; empty when none comes within {@code patience}. */
    public Optional<Signal> next(Duration patience) {
        try {
            return Optional.ofNullable(signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Signal.Closed());
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            readEvents(lines);
        } catch (IOException | UncheckedIOException e) {
            // Whatever is wrong with the stream, the caller asks for the run itself.
        }
        signals.add(new Signal.Closed());
    }

    private void readEvents(BufferedReader lines) throws IOException {
        String name = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(EVENT)) {
                name = value(line, EVENT);
            } else if (line.startsWith(DATA)) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line, DATA));
            } else if (line.isEmpty()) {
                dispatch(name, data.toString());
                name = "";
                data.setLength(0);
            }
        }
    }

    private void dispatch(String name, String data) {
        switch (name) {
            case "progress" -> signals.add(new Signal.Progress(AssayJson.read(data, Run.class)));
            case "ended" -> signals.add(new Signal.Closed());
            default -> {
                // A newer server may say more than this client knows.
            }
        }
    }

    private static String value(String line, String field) {
        String value = line.substring(field.length());
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // Nothing is left to be read.
        }
    }
}
