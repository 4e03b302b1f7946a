package dev.assay.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.e2e.model.Fault;
import dev.assay.e2e.model.ScriptedModelServer;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import dev.assay.e2e.problem.Problem;
import dev.assay.e2e.problem.ProblemSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as it is shipped, over the running platform. */
@WithPlatform
class CommandLineIT {

    /** Of the starter set: every fourth, from easy to hard. */
    private static final int PROBLEMS = 16;

    private static final int STEP = 4;
    private static final Path STARTER = RunningPlatform.root().resolve("datasets/starter/starter.json");

    private static final ProblemSet SET = ProblemSet.multiplying("e2e-cli", "brought", 3);

    private final RunningPlatform platform;

    @TempDir
    private Path folder;

    CommandLineIT(RunningPlatform platform) {
        this.platform = platform;
    }

    private record Outcome(int exitCode, String out, String err) {}

    @Test
    void the_demo_solves_what_the_model_knows_and_the_second_call_uses_the_answers_again()
            throws IOException, InterruptedException {
        try (ScriptedModelServer model = new ScriptedModelServer(CommandLineIT::starterReference)) {
            Map<String, String> environment = Map.of(
                    "ASSAY_MODEL_URL",
                    model.baseUrl(),
                    "ASSAY_ROOT",
                    rootWithAShareOfTheStarterSet().toString());
            Outcome first = assay(environment, "demo", "--json");
            int calls = model.calls();
            Outcome second = assay(environment, "demo");

            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(first.err()).doesNotContain("unverified");
            JsonNode progress = AssayJson.events().readTree(first.out()).at("/run/progress");
            assertThat(progress.path("passed").asInt()).isEqualTo(PROBLEMS);
            assertThat(progress.path("total").asInt()).isEqualTo(PROBLEMS);
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(second.out())
                    .contains("%d of %d".formatted(PROBLEMS, PROBLEMS))
                    .contains("answers reused %d of %d".formatted(PROBLEMS, PROBLEMS))
                    .contains("cost           $0");
            assertThat(calls).isEqualTo(PROBLEMS);
            assertThat(model.calls()).isEqualTo(calls);
        }
    }

    @Test
    void brought_answers_are_judged_whatever_text_they_hold() throws IOException, InterruptedException {
        Problem problem = SET.problems().getFirst();
        Path dataset = Files.write(folder.resolve("brought.json"), SET.file());
        Path samples = Files.writeString(
                folder.resolve("samples.jsonl"),
                lines(List.of(
                                Map.of(
                                        "task_id",
                                        problem.name(),
                                        "completion",
                                        problem.reference().indent(4)),
                                Map.of("task_id", problem.name(), "completion", "    return 1\n"),
                                Map.of("task_id", problem.name(), "solution", problem.program(problem.reference())),
                                Map.of("task_id", "brought_1", "completion", "    while True: pass\n"),
                                Map.of("task_id", "brought_1", "completion", "    return 'NUL \u0000 here'\n")))
                        + "{\"task_id\": \"brought_2\", \"completion\": \"    return '\\ud800'\\n\"}\n");

        Outcome evaluate = assay(Map.of(), "evaluate", "--dataset", "" + dataset, "--samples", "" + samples);

        assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
        List<String> results = Files.readAllLines(folder.resolve("samples.jsonl_results.jsonl"));
        List<String> verdicts = new ArrayList<>();
        for (String line : results) {
            verdicts.add(
                    AssayJson.events().readTree(line).path("result").asText().split(":")[0]);
        }
        assertThat(verdicts).containsExactly("passed", "failed", "passed", "timed out", "failed", "failed");
        assertThat(evaluate.out()).contains("2 of 6").contains("1 of 3 solved by at least one sample");
    }

    @Test
    void what_a_run_left_can_be_read_by_command() throws IOException, InterruptedException {
        Path dataset = Files.write(folder.resolve("brought.json"), SET.file());
        Path samples = Files.writeString(
                folder.resolve("one.jsonl"),
                lines(List.of(Map.of("task_id", "brought_2", "completion", "    return 0\n"))));
        Outcome evaluate = assay(Map.of(), "evaluate", "--dataset", "" + dataset, "--samples", "" + samples, "--json");
        String runId =
                AssayJson.events().readTree(evaluate.out()).at("/run/run_id").asText();

        Outcome trials = assay(Map.of(), "runs", "trials", runId, "--json");
        String attempt = AssayJson.events()
                .readTree(trials.out())
                .at("/items/0/last_attempt_id")
                .asText();
        Outcome shown = assay(Map.of(), "runs", "attempt", attempt);

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("verdict  wrong_answer")
                .contains("return 0")
                .contains("hidden");
    }

    @Test
    void a_run_that_was_taken_away_is_judged_alike_when_it_is_brought_back_and_holds_nothing_hidden()
            throws IOException, InterruptedException {
        Problem first = SET.problems().getFirst();
        Path dataset = Files.write(folder.resolve("brought.json"), SET.file());
        Path samples = Files.writeString(
                folder.resolve("taken.jsonl"),
                lines(List.of(
                        Map.of("task_id", first.name(), "solution", first.program(first.reference())),
                        Map.of("task_id", "brought_1", "completion", "    print(n)\n    raise ValueError(n)\n"),
                        Map.of("task_id", "brought_2", "completion", "    return 6 if n == 2 else str(n)\n"))));
        Outcome evaluate = assay(Map.of(), "evaluate", "--dataset", "" + dataset, "--samples", "" + samples, "--json");
        String runId =
                AssayJson.events().readTree(evaluate.out()).at("/run/run_id").asText();

        for (String format : List.of("jsonl", "json", "csv", "md", "html", "junit", "human-eval", "evalplus")) {
            Path file = folder.resolve("taken." + format);
            Outcome export = assay(Map.of(), "export", runId, "--format", format, "-o", "" + file);
            assertThat(export.exitCode()).as(export.err()).isZero();
            assertThat(Files.readString(file).replace("\\_", "_"))
                    .as(format)
                    .contains("brought_1")
                    .doesNotContain("9182736", "kept");
        }
        for (String format : List.of("jsonl", "human-eval", "evalplus")) {
            Outcome back = assay(
                    Map.of(),
                    "evaluate",
                    "--dataset",
                    "" + dataset,
                    "--samples",
                    "" + folder.resolve("taken." + format),
                    "--json");
            assertThat(back.exitCode()).as(back.err()).isZero();
            assertThat(AssayJson.events().readTree(back.out()).at("/run/progress/verdicts"))
                    .as(format)
                    .isEqualTo(AssayJson.events().readTree(evaluate.out()).at("/run/progress/verdicts"));
        }
        Path report = folder.resolve("report.html");
        assertThat(assay(Map.of(), "report", runId, "--compare", runId, "-o", "" + report)
                        .exitCode())
                .isZero();
        assertThat(Files.readString(report)).contains("brought_2").doesNotContain("<script");
        assertThat(assay(Map.of(), "analyses", "flaky", runId).out()).contains("always judged alike");
    }

    @Test
    void a_closed_loop_repairs_what_goes_wrong_in_each_way_and_reports_what_that_took()
            throws IOException, InterruptedException {
        Path tasks = Files.writeString(folder.resolve("loop.json"), ClosedLoopScript.TASKS);
        Path reports = Files.createDirectories(folder.resolve("reports"));
        String today = "closed-loop-" + LocalDate.now();
        Files.createFile(reports.resolve(today + ".md"));
        try (ScriptedModelServer model = new ScriptedModelServer(ClosedLoopScript::answer)) {
            model.failNext(Fault.SERVER_ERROR);

            Outcome loop = assay(
                    Map.of(),
                    "closed-loop",
                    "--tasks=" + tasks,
                    "--model=" + ScriptedModelServer.MODEL,
                    "--base-url=" + model.baseUrl(),
                    "--retry-cap=6",
                    "--concurrency=1",
                    "--output-dir=" + reports);

            assertThat(loop.exitCode()).as(loop.err()).isZero();
            assertThat(loop.out()).contains("2/3 runs succeeded");
            JsonNode report = AssayJson.events().readTree(Files.readAllBytes(reports.resolve(today + "-2.json")));
            assertThat(report.path("retry_cap").asInt()).isEqualTo(6);
            ClosedLoopScript.assertResults(report.path("results"));
            assertThat(report.at("/results/0/api_errors").asInt()
                            + report.at("/results/1/api_errors").asInt()
                            + report.at("/results/2/api_errors").asInt())
                    .isEqualTo(1);
            assertThat(report.at("/summary/0/succeeded_within").toString()).isEqualTo("[1,1,1,1,1,2]");
            assertThat(Files.readString(reports.resolve(today + "-2.md")))
                    .contains("2/3 runs succeeded", "retry cap: 6 attempts in all");
            assertThat(Files.readString(reports.resolve(today + "-2.html")))
                    .contains("2/3 runs succeeded")
                    .doesNotContain("<script");
            assertThat(Files.readString(reports.resolve(today + ".md"))).isEmpty();
        }
    }

    @Test
    void a_closed_loop_that_cannot_be_is_refused_in_one_line() throws IOException, InterruptedException {
        Path tasks = Files.writeString(folder.resolve("loop.json"), ClosedLoopScript.TASKS);
        String file = "--tasks=" + tasks;
        String url = "--base-url=http://127.0.0.1:9/v1";

        Outcome dryRun = assay(Map.of("ASSAY_URL", "http://127.0.0.1:9"), "closed-loop", file, "--dry-run");
        Outcome unknownTask = assay(Map.of(), "closed-loop", file, "--model=m", url, "--task=loop/none");
        Outcome noRuntime = assay(Map.of(), "closed-loop", file, "--model=m", url, "--languages=cobol");
        Outcome noKey = assay(Map.of(), "closed-loop", file, "--model=m", "--base-url=https://models.example.org/v1");

        assertThat(dryRun.exitCode()).as(dryRun.err()).isZero();
        assertThat(dryRun.out()).contains("loop/sum", "55");
        assertThat(unknownTask.err().lines()).singleElement().asString().contains("loop/none");
        assertThat(noRuntime.err().lines()).singleElement().asString().contains("no runtime is called cobol");
        assertThat(noKey.err().lines()).singleElement().asString().contains("needs a key");
        assertThat(List.of(unknownTask.exitCode(), noRuntime.exitCode(), noKey.exitCode()))
                .containsOnly(2);
    }

    private static String lines(List<Map<String, String>> samples) {
        StringBuilder lines = new StringBuilder();
        samples.forEach(sample -> lines.append(AssayJson.write(sample)).append('\n'));
        return lines.toString();
    }

    /** The gate and two runs over the whole set would take most of the class's time. */
    private Path rootWithAShareOfTheStarterSet() throws IOException {
        ObjectNode set = (ObjectNode) AssayJson.events().readTree(STARTER.toFile());
        List<JsonNode> all = new ArrayList<>();
        set.withArray("problems").forEach(all::add);
        ArrayNode share = set.putArray("problems");
        IntStream.range(0, PROBLEMS).map(at -> at * STEP).mapToObj(all::get).forEach(share::add);
        Path root = folder.resolve("share");
        Path file = root.resolve("datasets/starter/starter.json");
        Files.createDirectories(file.getParent());
        Files.write(file, AssayJson.writeBytes(set));
        return root;
    }

    private static String starterReference(String prompt) {
        try {
            for (JsonNode problem :
                    AssayJson.events().readTree(STARTER.toFile()).path("problems")) {
                String asked = problem.path("prompt").asText();
                if (prompt.contains(asked.strip())) {
                    return "```python\n" + asked + problem.path("reference").asText() + "```";
                }
            }
            return "I do not know this problem.";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Outcome assay(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "-cp",
                RunningPlatform.root().resolve("cli/target/cli") + "/*",
                "dev.assay.cli.Assay"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .directory(folder.toFile());
        builder.environment().put("ASSAY_URL", platform.url());
        builder.environment().put("ASSAY_ROOT", RunningPlatform.root().toString());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }
}
