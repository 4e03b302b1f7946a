package dev.assay.deploy.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that is run to its end. */
public final class Command {

    private Command() {}

    public record Result(int code, String output, String errors) {}

    /** @throws IOException where there is no such program */
    public static Result run(List<String> command) throws IOException {
        return run(command, Map.of());
    }

    /**
     * As {@link #run(List)}.
     *
     * @param variables of the environment, in addition to ours
     */
    public static Result run(List<String> command, Map<String, String> variables) throws IOException {
        Path output = Files.createTempFile("assay-output", ".txt");
        Path errors = Files.createTempFile("assay-errors", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(variables);
            int code = builder.start().waitFor();
            return new Result(
                    code,
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), e);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
