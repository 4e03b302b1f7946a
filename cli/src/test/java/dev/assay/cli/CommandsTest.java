package dev.assay.cli;

import static dev.assay.contracts.Verdict.INFRASTRUCTURE_ERROR;
import static dev.assay.contracts.Verdict.PASSED;
import static dev.assay.contracts.Verdict.WRONG_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.call.ProviderHold;
import dev.assay.contracts.dataset.GateState;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    private static final List<String> PROBLEMS = List.of("a/1", "b/2", "c/3");

    @TempDir
    private Path folder;

    @Test
    void the_demo_imports_registers_runs_and_reports() throws IOException {
        try (FakeAssay assay =
                new FakeAssay(PROBLEMS, List.of(PASSED, WRONG_ANSWER, PASSED)).stream("progress", "ended")) {
            CommandRun demo = demo(assay, "--model", "tiny-coder");

            assertThat(demo.exitCode()).isZero();
            assertThat(demo.out())
                    .contains("2 of 3")
                    .contains("66.7 %  (95 % interval 10.0 % to 90.0 %, n = 3)")
                    .contains("1,200 in, 340 out")
                    .contains("cost           unknown")
                    .contains("wrong_answer")
                    .contains(assay.url() + "/api/v1/runs/" + FakeAssay.RUN)
                    .contains("curl -s " + assay.url() + "/api/v1/attempts/");
            assertThat(demo.err()).contains("proving the data set: 1 of 4").contains("3/3 (100 %)");
            assertThat(lines(demo)).allMatch(line -> line.length() <= 80 || line.contains("http://"));
            assertThat(demo.out() + demo.err()).doesNotContain("\u001b");
        }
    }

    @Test
    void a_provider_that_is_held_shows_in_the_line_and_in_the_report() throws IOException {
        ProviderHold hold = new ProviderHold(
                "openrouter", Instant.parse("2026-11-21T12:03:10Z"), "rate_limit: HTTP 429: slow \u001b[2Jdown");
        String time =
                DateTimeFormatter.ofPattern("HH:mm:ss").format(hold.until().atZone(ZoneId.systemDefault()));
        try (FakeAssay assay =
                new FakeAssay(PROBLEMS, List.of(PASSED, WRONG_ANSWER, PASSED)).hold(hold).stream("progress", "ended")) {
            CommandRun show = CommandRun.of(Map.of("ASSAY_URL", assay.url()), "runs", "show", FakeAssay.RUN, "--watch");

            assertThat(show.err()).contains("openrouter held until " + time);
            assertThat(show.out()).contains("openrouter held until " + time + ": rate_limit: HTTP 429: slow");
            assertThat(show.out() + show.err()).doesNotContain("\u001b");
        }
    }

    @Test
    void a_terminal_sees_one_line_that_moves_unless_it_wants_none() throws IOException {
        try (FakeAssay assay =
                new FakeAssay(PROBLEMS, List.of(PASSED, WRONG_ANSWER, PASSED)).stream("progress", "ended")) {
            Map<String, String> environment = Map.of("ASSAY_URL", assay.url());
            CommandRun lively = CommandRun.of(environment, true, "runs", "show", FakeAssay.RUN, "--watch");
            CommandRun plain = CommandRun.of(environment, true, "runs", "show", FakeAssay.RUN, "--watch", "--no-color");

            assertThat(lively.err()).contains("\r\u001b[K1/3 (33 %)  ").doesNotContain("\n");
            assertThat(lively.out()).contains("\u001b[1m2 of 3\u001b[0m");
            assertThat(plain.out() + plain.err()).doesNotContain("\u001b");
        }
    }

    @Test
    void the_same_demo_is_the_same_experiment() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED, PASSED, PASSED))) {
            demo(assay, "--model", "tiny-coder");
            demo(assay, "--model", "tiny-coder");
            demo(assay, "--model", "tiny-poet");

            List<String> registered = assay.requests().stream()
                    .filter(request -> request.startsWith("PUT"))
                    .toList();
            assertThat(registered).hasSize(3);
            assertThat(registered.get(0)).isEqualTo(registered.get(1)).isNotEqualTo(registered.get(2));
        }
    }

    @Test
    void a_stream_that_breaks_off_is_taken_up_again() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED, PASSED, PASSED))
                .stream("progress").stream("progress", "news").stream("progress", "ended")) {
            CommandRun demo = demo(assay, "--model", "tiny-coder");

            assertThat(demo.exitCode()).isZero();
            assertThat(demo.out()).contains("3 of 3");
            assertThat(assay.requests())
                    .filteredOn(request -> request.endsWith("/events"))
                    .hasSize(3);
        }
    }

    @Test
    void a_run_with_infrastructure_errors_shows_their_cause_and_fails() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED, INFRASTRUCTURE_ERROR, INFRASTRUCTURE_ERROR))) {
            CommandRun demo = demo(assay, "--model", "tiny-coder");

            assertThat(demo.exitCode()).isEqualTo(1);
            assertThat(demo.err())
                    .contains("2 of 3 trials were not judged")
                    .contains("most frequent (2 of 2 looked at): authentication in llm-worker")
                    .contains("no key")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void a_cancelled_run_fails() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED)).state(RunState.CANCELLED)) {
            assertThat(demo(assay, "--model", "tiny-coder").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void a_model_that_is_not_served_is_refused_with_those_that_are() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of())) {
            CommandRun demo = demo(assay, "--model", "tiny-coda");

            assertThat(demo.exitCode()).isEqualTo(2);
            assertThat(demo.err()).containsOnlyOnce("\n").contains("it has: tiny-coder, tiny-poet");
            assertThat(assay.requests()).noneMatch(request -> request.contains("/runs"));
        }
    }

    @Test
    void without_a_starter_file_the_demo_says_where_it_looked() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of())) {
            CommandRun demo = CommandRun.of(
                    Map.of(
                            "ASSAY_URL",
                            assay.url(),
                            "ASSAY_ROOT",
                            folder.resolve("none").toString()),
                    "demo");

            assertThat(demo.exitCode()).isEqualTo(2);
            assertThat(demo.err()).contains("none/datasets/starter/starter.json is missing");
        }
    }

    @Test
    void an_address_without_its_version_is_refused_with_the_one_meant() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED, PASSED, PASSED))) {
            CommandRun demo = demo(assay, "--base-url", assay.url(), "--model", "tiny-coder");

            assertThat(demo.exitCode()).isEqualTo(2);
            assertThat(demo.err()).contains("use --base-url " + assay.url() + "/v1");
            assertThat(assay.requests()).noneMatch(request -> request.startsWith("POST /api/v1/runs"));
        }
    }

    @Test
    void a_remote_model_needs_a_key_before_anything_is_done() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of())) {
            CommandRun demo = demo(assay, "--base-url", "https://openrouter.ai/api/v1", "--model", "a/b");

            assertThat(demo.exitCode()).isEqualTo(2);
            assertThat(demo.err()).contains("set OPENROUTER_API_KEY");
            assertThat(assay.requests()).isEmpty();
        }
    }

    @Test
    void evaluate_judges_brought_answers_and_writes_the_results_in_input_order() throws IOException {
        Path samples = Files.writeString(folder.resolve("samples.jsonl"), """
                {"task_id": "b/2", "completion": "  return 1\\n", "note": 1.50}
                {"task_id": "a/1", "solution": "def f(): pass"}
                """);
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED, WRONG_ANSWER))) {
            CommandRun evaluate = evaluate(assay, samples);

            assertThat(evaluate.exitCode()).isZero();
            assertThat(Files.readString(folder.resolve("samples.jsonl_results.jsonl")))
                    .isEqualTo("""
                            {"task_id":"b/2","completion":"  return 1\\n","note":1.50,"result":"failed: wrong_answer (some_reason)","passed":false}
                            {"task_id":"a/1","solution":"def f(): pass","result":"passed","passed":true}
                            """);
            JsonNode sent = AssayJson.events().readTree(assay.body("/api/v1/runs/provided"));
            assertThat(sent.at("/answers/0/form").asText()).isEqualTo("completion");
            assertThat(sent.at("/answers/1/form").asText()).isEqualTo("program");
            assertThat(evaluate.out()).contains("1 of 2 solved by at least one sample");
            assertThat(folder).isDirectoryContaining("glob:**samples.jsonl");
            try (var files = Files.list(folder)) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("samples.jsonl", "samples.jsonl_results.jsonl", "set.jsonl");
            }
        }
    }

    @Test
    void a_sample_that_was_not_judged_has_no_verdict_and_the_command_fails() throws IOException {
        Path samples =
                Files.writeString(folder.resolve("samples.jsonl"), "{\"task_id\": \"a/1\", \"completion\": \"\"}\n");
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(INFRASTRUCTURE_ERROR))) {
            CommandRun evaluate = evaluate(assay, samples);

            assertThat(evaluate.exitCode()).isEqualTo(1);
            JsonNode line = AssayJson.events()
                    .readTree(folder.resolve("samples.jsonl_results.jsonl").toFile());
            assertThat(line.path("passed").isNull()).isTrue();
            assertThat(line.path("result").asText()).startsWith("not judged: ");
        }
    }

    @Test
    void an_unknown_task_id_is_named_with_its_line_and_nothing_is_run() throws IOException {
        Path samples = Files.writeString(
                folder.resolve("samples.jsonl"),
                "{\"task_id\": \"a/1\", \"completion\": \"\"}\n\n{\"task_id\": \"z/9\", \"completion\": \"\"}\n");
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of())) {
            CommandRun evaluate = evaluate(assay, samples);

            assertThat(evaluate.exitCode()).isEqualTo(2);
            assertThat(evaluate.err()).contains("samples.jsonl:3: 'z/9' is no problem of the data set");
            assertThat(assay.requests()).noneMatch(request -> request.contains("/runs"));
        }
    }

    @Test
    void an_unverified_data_set_is_a_warning_and_its_samples_are_judged() throws IOException {
        Path samples =
                Files.writeString(folder.resolve("samples.jsonl"), "{\"task_id\": \"a/1\", \"completion\": \"\"}\n");
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED)).gate(GateState.UNVERIFIED)) {
            CommandRun evaluate = evaluate(assay, samples);

            assertThat(evaluate.exitCode()).isZero();
            assertThat(evaluate.err()).contains("is unverified: 1 solutions").contains("a/1 reference: time_limit");
        }
    }

    @Test
    void the_reading_commands_print_tables_and_json() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED, WRONG_ANSWER, INFRASTRUCTURE_ERROR))) {
            Map<String, String> environment = Map.of("ASSAY_URL", assay.url());
            for (String command : List.of(
                    "runs list",
                    "runs show bench_0a",
                    "runs trials bench_0a",
                    "runs attempts bench_0a",
                    "runs cancel bench_0a",
                    "datasets list",
                    "datasets show starter",
                    "datasets gate starter")) {
                CommandRun text = CommandRun.of(environment, command.split(" "));
                CommandRun json = CommandRun.of(environment, (command + " --json").split(" "));

                assertThat(text.exitCode()).as(command).isZero();
                assertThat(text.out().lines()).as(command).allMatch(line -> line.length() <= 80);
                assertThat(AssayJson.events().readTree(json.out()).isObject())
                        .as(command)
                        .isTrue();
            }
            CommandRun attempts = CommandRun.of(environment, "runs", "attempts", "bench_0a");
            assertThat(attempts.out())
                    .doesNotContain("\u001b")
                    .containsSubsequence(
                            "PARTIAL", "1/3", "  wrong_answer: f(1) was", "reviewer", "PASS", "3/3", "FAIL");
            CommandRun trials = CommandRun.of(environment, "runs", "trials", "bench_0a", "--verdict", "passed");
            assertThat(trials.out()).contains("a/1").doesNotContain("b/2");
        }
    }

    @Test
    void what_does_not_exist_is_a_usage_error_in_the_words_of_the_server() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of())) {
            CommandRun show = CommandRun.of(Map.of("ASSAY_URL", assay.url()), "runs", "show", "nothing");

            assertThat(show.exitCode()).isEqualTo(2);
            assertThat(show.err()).isEqualTo("error: /api/v1/runs/nothing does not exist\n");
        }
    }

    @Test
    void a_server_that_is_not_there_is_one_line_and_exit_code_3() {
        CommandRun list = CommandRun.of(Map.of("ASSAY_URL", "http://127.0.0.1:1/"), "runs", "list");

        assertThat(list.exitCode()).isEqualTo(3);
        assertThat(list.err()).isEqualTo("Assay is not running at http://127.0.0.1:1; start it with ./assay up\n");
    }

    @Test
    void a_wrong_option_is_exit_code_2() {
        assertThat(CommandRun.of(Map.of(), "runs", "list", "--sideways").exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of(Map.of(), "demo", "--samples", "2").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of(Map.of()).exitCode()).isEqualTo(2);
    }

    private CommandRun demo(FakeAssay assay, String... options) throws IOException {
        Path starter = folder.resolve("datasets").resolve("starter").resolve("starter.json");
        Files.createDirectories(starter.getParent());
        Files.writeString(starter, "{}");
        String[] arguments = new String[options.length + 1];
        arguments[0] = "demo";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return CommandRun.of(
                Map.of("ASSAY_URL", assay.url(), "ASSAY_MODEL_URL", assay.url() + "/v1", "ASSAY_ROOT", "" + folder),
                arguments);
    }

    private CommandRun evaluate(FakeAssay assay, Path samples) throws IOException {
        Path dataset = Files.writeString(folder.resolve("set.jsonl"), "{}");
        return CommandRun.of(
                Map.of("ASSAY_URL", assay.url()), "evaluate", "--dataset", "" + dataset, "--samples", "" + samples);
    }

    private static List<String> lines(CommandRun run) {
        return (run.out() + run.err()).lines().toList();
    }

    @Test
    void an_export_goes_to_a_file_or_to_standard_output_and_evaluate_reads_it() throws IOException {
        Path file = folder.resolve("deep/run.jsonl");
        Path dataset = Files.writeString(folder.resolve("set.json"), "{}");
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED, WRONG_ANSWER, PASSED))) {
            CommandRun printed = CommandRun.of(Map.of("ASSAY_URL", assay.url()), "export", FakeAssay.RUN);
            CommandRun written = CommandRun.of(
                    Map.of("ASSAY_URL", assay.url()), "export", FakeAssay.RUN, "--format", "jsonl", "-o", "" + file);
            CommandRun read = CommandRun.of(
                    Map.of("ASSAY_URL", assay.url()), "evaluate", "--dataset", "" + dataset, "--samples", "" + file);

            assertThat(printed.exitCode()).as(printed.err()).isZero();
            assertThat(written.exitCode()).as(written.err()).isZero();
            assertThat(written.err()).contains("written to " + file);
            assertThat(Files.readString(file)).isEqualTo(printed.out()).contains("'\u00e9'");
            assertThat(read.exitCode()).as(read.err()).isZero();
            assertThat(read.out()).contains("2 of 3");
            assertThat(assay.requests()).contains("GET /api/v1/runs/" + FakeAssay.RUN + "/export?format=jsonl");
        }
    }

    @Test
    void analyses_are_tables_of_what_the_server_says() throws IOException {
        try (FakeAssay assay = new FakeAssay(PROBLEMS, List.of(PASSED))) {
            assertThat(analyses(assay, "difficulty", "--dataset", "d", "--failing")
                            .out())
                    .containsPattern("a/1 +1/4 +25.0 % +hard +\\$0.0125 +tiny");
            assertThat(analyses(assay, "history").out()).contains("1970-01-01").contains("16.8–68.7");
            assertThat(analyses(assay, "models").out()).containsPattern("tiny +2 +9/20 +45.0 % +unknown");
            assertThat(analyses(assay, "savings", "one", "--baseline", "other").out())
                    .contains("saved $0.0585 (97.5 %) on 3 problems; 1 the baseline does not have");
            assertThat(analyses(assay, "flaky", "one", "two").out())
                    .contains("2 passed")
                    .contains("1 time_limit");
            assertThat(assay.requests())
                    .contains(
                            "GET /api/v1/analyses/difficulty?dataset_id=d&order=rate&failing=true&limit=20",
                            "GET /api/v1/analyses/flaky?run=one&run=two");
        }
    }

    private static CommandRun analyses(FakeAssay assay, String... arguments) {
        String[] all =
                Stream.concat(Stream.of("analyses"), Stream.of(arguments)).toArray(String[]::new);
        CommandRun run = CommandRun.of(Map.of("ASSAY_URL", assay.url()), all);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
