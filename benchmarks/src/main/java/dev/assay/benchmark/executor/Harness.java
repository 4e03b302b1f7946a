package dev.assay.benchmark.executor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs {@code harness.py}: other people's harnesses, and the bounds. */
final class Harness implements AutoCloseable {

    private static final int NOT_INSTALLED = 3;

    private final String python;
    private final Path script;
    private final int workers;

    Harness(String python, int workers) {
        this.python = python;
        this.workers = workers;
        try (InputStream source = Harness.class.getResourceAsStream("/executor/harness.py")) {
            this.script = Files.createTempFile("harness-", ".py");
            Files.write(script, source.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the harness", e);
        }
    }

    /** One pass; empty where the harness is not installed. */
    Optional<Measurement> measure(String mode, List<Path> data) {
        List<String> command = new ArrayList<>(List.of(python, script.toString(), mode, Integer.toString(workers)));
        data.forEach(file -> command.add(file.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code == NOT_INSTALLED) {
                return Optional.empty();
            }
            if (code != 0) {
                throw new IllegalStateException(mode + " ended with exit code " + code);
            }
            JsonNode result = AssayJson.read(output.lines().toList().getLast(), JsonNode.class);
            return Optional.of(new Measurement(
                    result.get("executions").asInt(),
                    result.get("passed").asInt(),
                    result.get("wall_s").asDouble(),
                    result.get("cpu_s").asDouble() * 1000,
                    result.get("own_cpu_s").asDouble() * 1000));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + python, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.delete(script);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + script, e);
        }
    }
}
