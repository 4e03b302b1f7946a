package dev.assay.executor.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.executor.JudgeFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("data")
class HumanEvalDataTest {

    private static final String HUMAN_EVAL = "humaneval/HumanEval.jsonl.gz";
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
        long cpuBefore = Figures.sandboxCpuMs();
        List<Execution> executions =
                runAll(HUMAN_EVAL, row -> row.get("canonical_solution").asText());

        Figures.print("HumanEval canonical", executions);
        System.out.printf(
                "both sandboxes together: %d ms CPU each%n", (Figures.sandboxCpuMs() - cpuBefore) / executions.size());
        assertThat(executions).hasSize(164).allMatch(execution -> execution.verdict() == Verdict.PASSED);
        assertThat(executions.stream()
                        .mapToInt(execution -> execution.tests().size())
                        .sum())
                .as("asserts in all")
                .isGreaterThan(1000);
    }

    @Test
    void no_empty_answer_passes() throws Exception {
        assertThat(runAll(HUMAN_EVAL, row -> "")).noneMatch(execution -> execution.verdict() == Verdict.PASSED);
    }

    @Test
    void no_pass_body_passes() throws Exception {
        assertThat(runAll(HUMAN_EVAL, row -> "    pass\n"))
                .noneMatch(execution -> execution.verdict() == Verdict.PASSED);
    }

    @Test
    void the_published_verdicts_on_gpt_3_5_are_reproduced() throws Exception {
        String file = "reflexion/humaneval-gpt-3.5-turbo-simple.jsonl.gz";
        List<JsonNode> rows = DataFiles.lines(file);
        List<Execution> executions = runAll(file, row -> row.get("solution").asText());

        List<String> differing = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            boolean passed = executions.get(i).verdict() == Verdict.PASSED;
            if (passed != rows.get(i).get("is_solved").asBoolean()) {
                differing.add(rows.get(i).get("task_id").asText() + " " + executions.get(i));
            }
        }
        Figures.print("GPT-3.5 of reflexion", executions);
        assertThat(differing).isEmpty();
        assertThat(executions.stream().filter(execution -> execution.verdict() == Verdict.PASSED))
                .hasSize(42);
    }

    private static List<Execution> runAll(String file, Function<JsonNode, String> answer) throws Exception {
        List<Future<Execution>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (JsonNode row : DataFiles.lines(file)) {
                running.add(threads.submit(() -> judge.run(problem(row), AnswerForm.COMPLETION, answer.apply(row))));
            }
            List<Execution> executions = new ArrayList<>();
            for (Future<Execution> execution : running) {
                executions.add(execution.get());
            }
            return executions;
        }
    }

    private static OracleProblem problem(JsonNode row) {
        return JudgeFixture.problem(
                row.get("entry_point").asText(),
                row.get("prompt").asText(),
                row.get("canonical_solution").asText(),
                new FunctionCompletion.CheckFunction(row.get("test").asText(), Visibility.FEEDBACK),
                ExecutionLimits.cpu(10));
    }
}
