package dev.assay.executor.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("data")
class EvalPlusDataTest {

    private static final String HUMAN_EVAL = "humanevalplus/HumanEvalPlus.jsonl.gz";
    private static final String MBPP = "mbppplus/MbppPlus.jsonl.gz";
    private static JudgeFixture judge;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(2, 920);
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    /** Twice: the second time the results of the references are known. */
    @ParameterizedTest
    @CsvSource({HUMAN_EVAL + ", 164", MBPP + ", 378"})
    void all_canonical_solutions_pass(String file, int problems) throws Exception {
        List<JsonNode> rows = DataFiles.lines(file);
        for (String references : List.of("not known yet", "known")) {
            long cpuBefore = Figures.sandboxCpuMs();
            Map<String, Execution> executions = runAll(
                    rows,
                    EvalPlusDataTest::canonicalForm,
                    row -> row.get("canonical_solution").asText());

            Figures.print(file + " canonical, results of references " + references, List.copyOf(executions.values()));
            System.out.printf(
                    "both sandboxes together: %d ms CPU each%n",
                    (Figures.sandboxCpuMs() - cpuBefore) / executions.size());
            executions.forEach((task, execution) -> {
                if (execution.verdict() != Verdict.PASSED) {
                    System.out.println(task + ": " + summary(execution));
                }
            });
            assertThat(executions.values())
                    .hasSize(problems)
                    .allMatch(execution -> execution.verdict() == Verdict.PASSED);
        }
    }

    /** EvalPlus gives credit where all base and all plus tests pass. */
    @ParameterizedTest
    @CsvSource({
        HUMAN_EVAL + ", humaneval-llama-3-8b-instruct, 164, 3",
        HUMAN_EVAL + ", humaneval-llama-3-base-dpo, 164, 3",
        MBPP + ", mbpp-llama-3-8b-instruct, 378, 3",
        MBPP + ", mbpp-llama-3-base-dpo, 378, 3"
    })
    void disagreements_with_published_verdicts_are_few_and_listed(
            String file, String samples, int problems, int differences) throws Exception {
        JsonNode published = DataFiles.document("evalplus-samples/" + samples + ".eval_results.json.gz")
                .get("eval");

        Map<String, Execution> executions = runAll(
                DataFiles.lines(file),
                row -> AnswerForm.PROGRAM,
                row -> published
                        .get(row.get("task_id").asText())
                        .get(0)
                        .get("solution")
                        .asText());

        Figures.print(samples, List.copyOf(executions.values()));
        List<String> differing = new ArrayList<>();
        executions.forEach((task, execution) -> {
            JsonNode theirs = published.get(task).get(0);
            boolean credit = theirs.get("base_status").asText().equals("pass")
                    && theirs.get("plus_status").asText().equals("pass");
            if (credit != (execution.verdict() == Verdict.PASSED)) {
                differing.add(task + ": EvalPlus " + (credit ? "pass" : "fail") + ", " + summary(execution));
            }
        });
        System.out.printf("%s: %d of %d verdicts agree%n", samples, problems - differing.size(), problems);
        differing.forEach(System.out::println);
        assertThat(executions).hasSize(problems);
        assertThat(differing).hasSizeLessThanOrEqualTo(differences);
    }

    private static AnswerForm canonicalForm(JsonNode row) {
        return EvalPlusRows.isHumanEval(row) ? AnswerForm.COMPLETION : AnswerForm.PROGRAM;
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

    private static Map<String, Execution> runAll(
            List<JsonNode> rows, Function<JsonNode, AnswerForm> form, Function<JsonNode, String> answer)
            throws Exception {
        Map<String, Future<Execution>> running = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (JsonNode row : rows) {
                OracleProblem problem = EvalPlusRows.problem(row);
                running.put(
                        row.get("task_id").asText(),
                        threads.submit(() -> judge.run(problem, form.apply(row), answer.apply(row))));
            }
            Map<String, Execution> executions = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Execution>> execution : running.entrySet()) {
                executions.put(execution.getKey(), execution.getValue().get());
            }
            return executions;
        }
    }
}
