package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says before it needs a platform; with one it is tested in e2e. */
class ClosedLoopCommandTest {

    private static final Map<String, String> NO_PLATFORM =
            Map.of("ASSAY_URL", "http://127.0.0.1:9", "ASSAY_ROOT", "..");

    @TempDir
    private Path folder;

    private Path tasks;

    @BeforeEach
    void write() throws IOException {
        tasks = Files.writeString(folder.resolve("tasks.json"), """
                {"tasks": [{"id": "one", "description": "Print 1.", "expected_output": "1"},
                           {"id": "two", "description": "Print both.", "expected_output": "1\\\\n2"}]}""");
    }

    @Test
    void a_dry_run_lists_the_tasks_and_what_they_must_print() {
        CommandRun all = run("--dry-run");
        CommandRun one = run("--dry-run", "--task", "two");

        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.out().lines().skip(1)).containsExactly("one   1", "two   1\\n2");
        assertThat(one.out()).contains("two").doesNotContain("one");
    }

    @Test
    void without_a_file_it_is_the_bank_that_comes_with_assay() {
        CommandRun run = CommandRun.of(NO_PLATFORM, "closed-loop", "--dry-run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--task three --model m | no task is called three; there are one, two",
                "--task one | give --model NAME",
                "--model m --repeats 3 | --repeats 3 needs --temperature above 0",
                "--model m --retry-cap 0 | --retry-cap counts attempts in all",
                "--model m --lang2-name zero | --lang2-name and --lang2-bin go together",
                "--model m --ilo /nowhere/ilo | --ilo /nowhere/ilo is no program that can be run",
                "--model m --ilo /proc/self/exe | --ilo /proc/self/exe is outside of /usr",
                "--model m --base-url https://models.example.org/v1 | needs a key"
            })
    void what_cannot_be_is_refused_in_one_line(String options, String reason) {
        CommandRun run = run(options.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(reason);
    }

    @Test
    void a_file_that_is_no_task_bank_is_refused() throws IOException {
        Files.writeString(tasks, "{\"questions\": []}");

        assertThat(run("--dry-run").exitCode()).isEqualTo(2);
        assertThat(run("--dry-run").err()).contains("holds no tasks");
    }

    private CommandRun run(String... options) {
        List<String> line = new java.util.ArrayList<>(List.of("closed-loop", "--tasks", tasks.toString()));
        line.addAll(List.of(options));
        return CommandRun.of(NO_PLATFORM, line.toArray(String[]::new));
    }
}
