package dev.assay.executor.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.InputGroup;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Inputs;
import dev.assay.executor.JudgeFixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("data")
class EvalPlusDataTest {

    private static final String PROBLEMS = "humanevalplus/HumanEvalPlus.jsonl.gz";
    private static final String SAMPLES = "evalplus-samples/humaneval-llama-3-8b-instruct.eval_results.json.gz";
    private static JudgeFixture judge;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(2, 920);
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    @Test
    void all_canonical_solutions_pass() throws Exception {
        Map<String, Execution> executions = runAll(
                AnswerForm.COMPLETION, row -> row.get("canonical_solution").asText());

        Figures.print("HumanEval+ canonical", List.copyOf(executions.values()));
        executions.forEach((task, execution) -> {
            if (execution.verdict() != Verdict.PASSED) {
                System.out.println(task + ": " + summary(execution));
            }
        });
        assertThat(executions.values()).hasSize(164).allMatch(execution -> execution.verdict() == Verdict.PASSED);
    }

    /** EvalPlus gives credit where all base and all plus tests pass. */
    @Test
    void disagreements_on_llama_3_8b_are_few_and_listed() throws Exception {
        JsonNode samples = DataFiles.document(SAMPLES).get("eval");

        Map<String, Execution> executions = runAll(
                AnswerForm.PROGRAM,
                row -> samples.at("/" + row.get("task_id").asText().replace("/", "~1") + "/0/solution")
                        .asText());

        Figures.print("Llama-3-8B-Instruct on HumanEval+", List.copyOf(executions.values()));
        List<String> differing = new ArrayList<>();
        executions.forEach((task, execution) -> {
            JsonNode theirs = samples.get(task).get(0);
            boolean credit = theirs.get("base_status").asText().equals("pass")
                    && theirs.get("plus_status").asText().equals("pass");
            if (credit != (execution.verdict() == Verdict.PASSED)) {
                differing.add(task + ": EvalPlus " + (credit ? "pass" : "fail") + ", " + summary(execution));
            }
        });
        differing.forEach(System.out::println);
        assertThat(differing).hasSizeLessThanOrEqualTo(3);
    }

    private static String summary(Execution execution) {
        return execution.verdict() + " " + execution.reason() + " " + execution.detail() + " not passed: "
                + execution.tests().stream()
                        .filter(test -> test.status() != TestOutcome.Status.PASSED)
                        .limit(5)
                        .toList()
                + " cpu " + execution.resources().cpuMs() + " "
                + execution.output().text();
    }

    private static Map<String, Execution> runAll(AnswerForm form, Function<JsonNode, String> answer) throws Exception {
        Map<String, Future<Execution>> running = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (JsonNode row : DataFiles.lines(PROBLEMS)) {
                running.put(
                        row.get("task_id").asText(),
                        threads.submit(() -> judge.run(problem(row), form, answer.apply(row))));
            }
            Map<String, Execution> executions = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Execution>> execution : running.entrySet()) {
                executions.put(execution.getKey(), execution.getValue().get());
            }
            return executions;
        }
    }

    private static OracleProblem problem(JsonNode row) {
        boolean findZero = row.get("entry_point").asText().equals("find_zero");
        return JudgeFixture.problem(
                row.get("entry_point").asText(),
                row.get("prompt").asText(),
                row.get("canonical_solution").asText(),
                new Inputs(
                        List.of(
                                new InputGroup(
                                        "base",
                                        Visibility.FEEDBACK,
                                        row.get("base_input").toString()),
                                new InputGroup(
                                        "plus",
                                        Visibility.HIDDEN,
                                        row.get("plus_input").toString())),
                        row.get("atol").asDouble(),
                        findZero ? "polynomial_zero" : "equal"),
                ExecutionLimits.cpu(10));
    }
}
