package dev.assay.cli;

import static dev.assay.contracts.Verdict.INFRASTRUCTURE_ERROR;
import static dev.assay.contracts.Verdict.PASSED;
import static dev.assay.contracts.Verdict.WRONG_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

    private static final List<Verdict> VERDICTS = List.of(PASSED, WRONG_ANSWER, PASSED);

    @TempDir
    private Path folder;

    private FakeAssay assay;

    @BeforeEach
    void start() throws IOException {
        assay = new FakeAssay(List.of("a/1", "b/2", "c/3"), VERDICTS);
    }

    @AfterEach
    void stop() {
        assay.close();
    }

    @Test
    void experiments_are_run_followed_and_reported() {
        assay.stream("progress", "ended");
        CommandRun run = run("run", "one", "two", "--limit-usd", "2.5", "--name", "both", "--no-reuse-answers");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 of 3", "66.7 %", "/api/v1/runs/" + FakeAssay.RUN);
        assertThat(run.err()).startsWith("run " + FakeAssay.RUN + ": 3 trials").contains("3/3 (100 %)");
        assertThat(assay.body("/api/v1/runs"))
                .isEqualTo(
                        "{\"experiment_ids\":[\"one\",\"two\"],\"name\":\"both\",\"limit_usd\":2.5,\"reuse_answers\":false}");
        assertThat(json(run("run", "one", "--json")).path("run_id").asText()).isEqualTo(FakeAssay.RUN);
    }

    @Test
    void a_tag_stands_for_its_experiments_without_the_empty_ones() {
        CommandRun one = run("run", "--tag", "u");
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(assay.body("/api/v1/runs")).isEqualTo("{\"experiment_ids\":[\"two\"]}");
        assertThat(one.err()).contains("left out, as its slice holds no problem: none");

        run("run", "--tag", "t");
        assertThat(assay.body("/api/v1/runs")).isEqualTo("{\"experiment_ids\":[\"one\",\"two\"]}");
        run("run", "--tag", "t", "--tag", "u");
        assertThat(assay.body("/api/v1/runs")).isEqualTo("{\"experiment_ids\":[\"two\"]}");
        assertThat(run("run", "--tag", "tt").exitCode()).isEqualTo(2);
    }

    @Test
    void options_make_an_experiment_and_the_same_options_the_same_one() {
        String[] options = {
            "run",
            "--model",
            "m",
            "--base-url",
            "http://127.0.0.1:9/v1",
            "--dataset",
            "starter",
            "--slice",
            "0-3",
            "--samples",
            "2",
            "--temperature",
            "0.8",
            "--template",
            "prompt-only",
            "--concurrency",
            "4"
        };
        CommandRun run = run(options);
        run(options);

        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> puts = assay.requests().stream()
                .filter(request -> request.startsWith("PUT"))
                .toList();
        assertThat(puts).hasSize(2).containsOnly(puts.getFirst());
        assertThat(puts.getFirst()).matches("PUT /api/v1/experiments/exp_[0-9a-f]{8}");
        assertThat(AssayJson.read(assay.body(puts.getFirst().substring(4)), JsonNode.class))
                .isEqualTo(AssayJson.read("""
                        {"description": "assay run", "tags": [],
                         "model": {"base_url": "http://127.0.0.1:9/v1", "name": "m", "max_concurrency": 4},
                         "dataset": {"dataset_id": "starter", "slice": "0-3"},
                         "strategy": {"type": "zero-shot", "samples": 2}, "prompt_template": "prompt-only",
                         "sampling": {"temperature": 0.8, "max_output_tokens": 1024}}""", JsonNode.class));
    }

    @Test
    void a_mode_is_a_strategy_or_two_side_by_side() {
        assertThat(strategies("--mode", "iterative", "--max-iterations", "3", "--feedback", "full-output"))
                .containsExactly(
                        "{\"type\":\"iterative\",\"samples\":1,\"max_iterations\":3,\"feedback\":\"full-output\"}");
        assertThat(strategies("--mode", "comparative"))
                .containsExactly(
                        "{\"type\":\"zero-shot\",\"samples\":1}",
                        "{\"type\":\"iterative\",\"samples\":1,\"max_iterations\":10,\"feedback\":\"failing-assert\"}");
    }

    @Test
    void others_may_help_in_what_is_iterative() {
        assertThat(strategies(
                        "--mode",
                        "comparative",
                        "--specifier",
                        "large",
                        "--reviewer",
                        "wise",
                        "--reviewer-base-url",
                        "http://127.0.0.1:8/v1",
                        "--checkpoint-interval",
                        "2"))
                .containsExactly(
                        "{\"type\":\"zero-shot\",\"samples\":1}",
                        "{\"type\":\"iterative\",\"samples\":1,\"max_iterations\":10,\"feedback\":\"failing-assert\","
                                + "\"specifier\":{\"model\":{\"slug\":\"large\"},"
                                + "\"sampling\":{\"temperature\":0.0,\"max_output_tokens\":1024}},"
                                + "\"reviewer\":{\"model\":{\"base_url\":\"http://127.0.0.1:8/v1\",\"name\":\"wise\"},"
                                + "\"sampling\":{\"temperature\":0.0,\"max_output_tokens\":1024},"
                                + "\"checkpoint_interval\":2}}");
    }

    @Test
    void an_ablation_leaves_out_who_helps() {
        assertThat(strategies(
                        "--mode",
                        "iterative",
                        "--specifier",
                        "large",
                        "--no-spec",
                        "--reviewer",
                        "wise",
                        "--no-checkpoints"))
                .containsExactly(
                        "{\"type\":\"iterative\",\"samples\":1,\"max_iterations\":10,\"feedback\":\"failing-assert\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                --specifier large | need --mode iterative
                --mode iterative --checkpoint-interval 2 | --checkpoint-interval needs --reviewer
                --mode iterative --specifier-base-url http://127.0.0.1:9/v1 | --specifier-base-url needs --specifier
                --cot --template prompt-only | give --template or --cot""")
    void help_and_thinking_that_cannot_be_are_usage_errors(String options, String said) {
        List<String> line = new ArrayList<>(List.of("run", "--dataset", "d", "--model", "m"));
        line.addAll(List.of(options.split(" ")));

        var outcome = run(line.toArray(String[]::new));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains(said);
    }

    @Test
    void a_mode_that_there_is_not_and_options_of_another_are_usage_errors() {
        assertThat(run("run", "--dataset", "d", "--model", "m", "--mode", "magic")
                        .err())
                .contains("zero-shot, iterative or comparative");
        assertThat(run("run", "--dataset", "d", "--model", "m", "--max-iterations", "3")
                        .exitCode())
                .isEqualTo(2);
        assertThat(run("run", "--dataset", "d", "--model", "m", "--mode", "iterative", "--feedback", "all")
                        .err())
                .contains("error-type, failing-assert, full-output");
    }

    private List<String> strategies(String... options) {
        List<String> before = List.copyOf(assay.requests());
        model(options(options));
        return assay.requests().stream()
                .skip(before.size())
                .filter(request -> request.startsWith("PUT"))
                .map(put -> AssayJson.read(assay.body(put.substring(4)), JsonNode.class)
                        .path("strategy")
                        .toString())
                .toList();
    }

    private static String[] options(String... more) {
        return Stream.concat(Stream.of("--model", "m"), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void a_model_is_named_by_slug_or_by_its_provider() {
        assertThat(model("--model", "vendor/x")).isEqualTo("{\"slug\":\"vendor/x\"}");
        assertThat(model("--model", "listed", "--provider", "vendor"))
                .isEqualTo("{\"slug\":\"" + FakeModels.SLUG + "\"}");
        assertThat(model("--model", "other", "--provider", "vendor"))
                .isEqualTo("{\"base_url\":\"https://vendor.example/v1\",\"name\":\"other\"}");
        CommandRun unknown = run("run", "--dataset", "d", "--model", "m", "--provider", "nobody");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("no model of provider nobody; there are vendor");
    }

    private String model(String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "run";
        all[1] = "--dataset";
        all[2] = "d";
        System.arraycopy(options, 0, all, 3, options.length);
        assertThat(run(all).exitCode()).isZero();
        String put = assay.requests().stream()
                .filter(request -> request.startsWith("PUT"))
                .toList()
                .getLast();
        return AssayJson.read(assay.body(put.substring(4)), JsonNode.class)
                .path("model")
                .toString();
    }

    @Test
    void a_detached_run_prints_its_id_and_is_not_followed() {
        CommandRun run = run("run", "one", "--detach");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(FakeAssay.RUN + System.lineSeparator());
        assertThat(assay.requests()).noneMatch(request -> request.endsWith("/events"));
    }

    @Test
    void a_run_whose_trials_were_not_all_judged_is_exit_code_1() throws IOException {
        try (FakeAssay broken = new FakeAssay(List.of("a/1"), List.of(INFRASTRUCTURE_ERROR))) {
            CommandRun run = CommandRun.of(Map.of("ASSAY_URL", broken.url()), "run", "one");
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("1 of 1 trials were not judged");
        }
    }

    @Test
    void what_does_not_say_one_thing_to_run_is_a_usage_error() {
        assertThat(run("run").exitCode()).isEqualTo(2);
        assertThat(run("run", "one", "--tag", "t").exitCode()).isEqualTo(2);
        assertThat(run("run", "one", "--model", "m").exitCode()).isEqualTo(2);
        assertThat(run("run", "--model", "m").err()).contains("--dataset");
        assertThat(run("run", "--dataset", "d", "--model", "m", "--price-input", "1")
                        .exitCode())
                .isEqualTo(2);
        assertThat(assay.requests()).isEmpty();
    }

    @Test
    void a_matrix_is_sent_as_it_is_and_the_counts_are_printed() throws IOException {
        CommandRun run = apply("matrix.yaml", """
                # a comment
                experiment: {experiment_id: "m_{k}"}
                axes: {k: [1, 2]}
                """);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().strip()).isEqualTo("2 registered: 1 created, 1 updated");
        assertThat(run.err()).contains("no problem in the slice of m_2");
        assertThat(assay.body("/api/v1/experiments/matrix"))
                .isEqualTo("{\"experiment\":{\"experiment_id\":\"m_{k}\"},\"axes\":{\"k\":[1,2]}}");
    }

    @Test
    void experiments_are_applied_from_every_shape_of_file_and_updated() throws IOException {
        assertThat(apply("one.json", "{\"experiment_id\": \"a\"}").out()).contains("1 registered");
        assertThat(apply("list.json", "[{\"experiment_id\": \"a\"}, {\"experiment_id\": \"b\"}]")
                        .out())
                .contains("2 registered: 2 created, 0 updated");
        assertThat(apply("named.yml", "experiments:\n- experiment_id: a\n- experiment_id: b\n")
                        .out())
                .contains("2 registered");
        assertThat(apply("stream.yaml", "experiment_id: a\n---\nexperiment_id: b\n")
                        .out())
                .contains("2 registered");
        assertThat(assay.body("/api/v1/experiments/bulk"))
                .isEqualTo("{\"experiments\":[{\"experiment_id\":\"a\"},{\"experiment_id\":\"b\"}],\"update\":true}");
    }

    @Test
    void a_rejected_experiment_and_a_file_that_cannot_be_read_are_exit_code_2() throws IOException {
        CommandRun rejected = apply("list.json", "[{\"experiment_id\": \"bad\"}, {\"experiment_id\": \"b\"}]");
        assertThat(rejected.exitCode()).isEqualTo(2);
        assertThat(rejected.out()).contains("1 registered");
        assertThat(rejected.err()).contains("error: bad: model: is ").doesNotContain("\u001b");

        assertThat(apply("a.yaml", "x: [").err()).contains("a.yaml:");
        assertThat(apply("a.json", "{\"x\": }").err()).contains("a.json:1");
        assertThat(apply("a.json", "[{}]").err()).contains("experiment 1 needs an experiment_id");
        assertThat(apply("a.yaml", "").err()).contains("holds no experiment");
        assertThat(apply("a.json", "[{\"axes\": {}}]").err()).contains("only document");
        assertThat(run("experiments", "apply", "" + folder.resolve("none")).exitCode())
                .isEqualTo(2);
    }

    private CommandRun apply(String file, String content) throws IOException {
        Path path = Files.writeString(folder.resolve(file), content);
        return run("experiments", "apply", "" + path);
    }

    @Test
    void experiments_are_listed_and_shown() {
        CommandRun list = run("experiments", "list", "--tag", "t");
        CommandRun show = run("experiments", "show", "one");

        assertThat(list.out().lines()).hasSize(3).allMatch(line -> line.length() <= 80);
        assertThat(json(run("experiments", "list", "--json")).path("items").size())
                .isEqualTo(3);
        assertThat(show.out()).contains("m at http://127.0.0.1:1/v1", "starter, all", "temperature 0.0");
        assertThat(json(run("experiments", "show", "one", "--json"))
                        .path("experiment_id")
                        .asText())
                .isEqualTo("one");
    }

    @Test
    void a_run_is_paused() {
        CommandRun paused = run("runs", "pause", "bench_0a1b");

        assertThat(paused.exitCode()).isZero();
        assertThat(paused.out()).contains("assay runs resume " + FakeAssay.RUN);
        assertThat(assay.requests()).contains("POST /api/v1/runs/" + FakeAssay.RUN + "/pause");
    }

    @Test
    void the_concurrency_of_a_run_is_that_of_its_experiments() {
        CommandRun set = run("runs", "set", "bench_0a1b", "--concurrency", "3");

        assertThat(set.exitCode()).as(set.err()).isZero();
        assertThat(set.out()).contains("up to 3 calls at once");
        JsonNode sent = AssayJson.read(assay.body("/api/v1/experiments/demo-1"), JsonNode.class);
        assertThat(sent.path("model").path("max_concurrency").asInt()).isEqualTo(3);
        assertThat(sent.path("model").path("name").asText()).isEqualTo("m");
        assertThat(sent.has("created_at")).isFalse();
        assertThat(run("runs", "set", "bench_0a1b").exitCode()).isEqualTo(2);
    }

    @Test
    void the_completion_script_completes_commands_and_options_in_bash() throws Exception {
        CommandRun script = run("completion", "bash");
        assertThat(script.exitCode()).isZero();
        assertThat(run("completion", "zsh").out()).isEqualTo(script.out());
        assertThat(run("completion", "fish").exitCode()).isEqualTo(2);
        Path file = Files.writeString(folder.resolve("complete.bash"), script.out());

        assertThat(completed(file, "run")).contains("run", "runs");
        assertThat(completed(file, "st")).contains("status");
        assertThat(completed(file, "runs", "pa")).containsExactly("pause");
        assertThat(completed(file, "run", "--det")).containsExactly("--detach");
    }

    /** What bash offers for the last of the words. */
    private static List<String> completed(Path script, String... words) throws Exception {
        String line = "assay " + String.join(" ", words);
        String ask = """
                source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}
                _complete_assay; printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script, line, words.length, line);
        Process bash = new ProcessBuilder("bash", "-c", ask)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(bash.getInputStream().readAllBytes());
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return out.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(Map.of("ASSAY_URL", assay.url()), arguments);
    }

    private static JsonNode json(CommandRun run) {
        return AssayJson.read(run.out(), JsonNode.class);
    }
}
