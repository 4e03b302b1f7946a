package dev.assay.local.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script {@code assay} does before any program of ours is started. */
class ScriptTest {

    private static final Path SCRIPT = Path.of("").toAbsolutePath().resolveSibling("assay");

    @TempDir
    private Path elsewhere;

    @Test
    void help_lists_the_commands_from_any_directory() throws Exception {
        Result help = run(SCRIPT, "help");

        assertThat(help.code()).isZero();
        assertThat(help.output()).contains("assay demo", "assay evaluate", "assay up", "assay down", "assay test");
        assertThat(run(SCRIPT)).isEqualTo(help);
    }

    @Test
    void the_script_may_be_called_through_a_link() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("assay-link"), SCRIPT);

        assertThat(run(link, "help").code()).isZero();
    }

    @Test
    void wrong_usage_of_test_is_told_before_anything_is_built() throws Exception {
        Result unknown = run(SCRIPT, "test", "--everything");
        Result missing = run(SCRIPT, "test", "--data", "no/such/directory");

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.output()).contains("--everything");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.output()).contains("no/such/directory is not a directory");
    }

    private record Result(int code, String output) {}

    private Result run(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
