package dev.assay.executor.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.Integrity;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.UnitTests;
import dev.assay.executor.JudgeFixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("data")
class BigCodeBenchDataTest {

    private static final Set<Integer> STANDARD_LIBRARY_ONLY = Set.of(
            0, 1, 2, 4, 5, 6, 7, 8, 12, 13, 14, 15, 16, 18, 19, 22, 24, 25, 27, 30, 96, 97, 98, 113, 118, 125, 127, 130,
            131, 145, 146, 147);

    private static final Pattern NAME = Pattern.compile("'([\\w.]+)'");

    private static JudgeFixture judge;
    private static Map<Integer, JsonNode> rows;

    @BeforeAll
    static void open() {
        judge = new JudgeFixture(1, 920);
        rows = new LinkedHashMap<>();
        for (JsonNode row : DataFiles.lines("bigcodebench/bigcodebench_first148.jsonl.gz")) {
            rows.put(Integer.valueOf(row.get("task_id").asText().split("/")[1]), row);
        }
    }

    @AfterAll
    static void close() {
        judge.close();
    }

    @Test
    void canonical_solutions_that_need_nothing_but_python_pass() {
        List<Execution> executions = new ArrayList<>();
        STANDARD_LIBRARY_ONLY.stream().sorted().forEach(number -> {
            Execution execution =
                    run(number, rows.get(number).get("canonical_solution").asText());
            executions.add(execution);
            if (execution.verdict() != Verdict.PASSED) {
                System.out.println(number + ": " + execution);
            }
        });

        Figures.print("BigCodeBench canonical, standard library only", executions);
        assertThat(executions)
                .hasSize(32)
                .allMatch(execution -> execution.verdict() == Verdict.PASSED)
                .allMatch(execution -> execution.integrity() == Integrity.IN_PROCESS);
        System.out.println("tests: "
                + executions.stream()
                        .mapToInt(execution -> execution.tests().size())
                        .sum());
    }

    @Test
    void no_body_that_does_nothing_passes() {
        assertThat(STANDARD_LIBRARY_ONLY.stream().map(number -> run(number, "    pass\n")))
                .noneMatch(execution -> execution.verdict() == Verdict.PASSED);
    }

    @Test
    void the_others_pass_or_say_which_library_is_missing() {
        List<Execution> executions = rows.keySet().stream()
                .filter(number -> !STANDARD_LIBRARY_ONLY.contains(number))
                .map(number ->
                        run(number, rows.get(number).get("canonical_solution").asText()))
                .toList();

        Figures.print("BigCodeBench canonical, other libraries", executions);
        assertThat(executions)
                .allMatch(execution -> execution.verdict() == Verdict.PASSED
                        || execution.reason().equals("library_missing")
                        || lacksWhatItsLibraryNeeds(execution));
    }

    /** A library may import another one only when it is used, as pandas does to plot; the data set does not name that. */
    private static boolean lacksWhatItsLibraryNeeds(Execution execution) {
        return execution.tests().stream()
                .filter(test -> test.status() != TestOutcome.Status.PASSED)
                .allMatch(test -> test.message().orElse("").startsWith("ImportError: "));
    }

    private static Execution run(int number, String completion) {
        JsonNode row = rows.get(number);
        List<String> libraries = NAME.matcher(row.get("libs").get(0).asText())
                .results()
                .map(name -> name.group(1))
                .toList();
        OracleProblem problem = JudgeFixture.problem(
                row.get("entry_point").asText(),
                row.get("complete_prompt").asText(),
                row.get("canonical_solution").asText(),
                new UnitTests(row.get("test").asText(), libraries, 30, Visibility.FEEDBACK),
                new ExecutionLimits(Optional.of(300.0), Optional.of(300.0), Optional.empty()));
        return judge.run(problem, AnswerForm.COMPLETION, completion);
    }
}
