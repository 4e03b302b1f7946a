package dev.assay.dataset.task.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the task bank with a runtime of this machine. These programs are ours: no sandbox is needed. */
record ProgramRun(int exitCode, String output) {

    private static final int PATIENCE_SECONDS = 60;

    /**
     * The runtimes that the task bank has references for. The executor runs them from the system's folder; what else
     * stands in the path may be a slow script around them.
     */
    enum Language {
        PYTHON("python", "python3"),
        JAVASCRIPT("javascript", "node"),
        BASH("bash", "bash");

        private final String id;
        private final String command;

        Language(String id, String command) {
            this.id = id;
            Path ofTheSystem = Path.of("/usr/bin", command);
            this.command = Files.isExecutable(ofTheSystem) ? ofTheSystem.toString() : command;
        }

        String id() {
            return id;
        }

        String command() {
            return command;
        }

        boolean isInstalled() {
            try {
                Process probe = new ProcessBuilder(command, "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return probe.waitFor() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Runs {@code code} over a case, in a new folder; what it writes to standard error is not part of the output. */
    static ProgramRun of(Language language, String code, JsonNode test, Path parent) {
        try {
            return run(language, code, test, Files.createTempDirectory(parent, "run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProgramRun run(Language language, String code, JsonNode test, Path folder)
            throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("main"), code);
        Path input =
                Files.writeString(folder.resolve("input"), test.path("stdin").asText(""));
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(language.command(), program.toString()));
        test.path("args").forEach(argument -> command.add(argument.textValue()));
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("%s does not end over %s".formatted(code, test));
        }
        return new ProgramRun(process.exitValue(), Files.readString(output));
    }

    /** Whether the program ended well and printed what the case expects. */
    boolean passes(JsonNode test) {
        return exitCode == 0
                && output.strip().equals(test.get("expected_output").textValue());
    }
}
