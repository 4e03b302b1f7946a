package dev.assay.executor.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertions;
import dev.assay.executor.JudgeFixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("data")
class MbppDataTest {

    private static final Pattern CALLED =
            Pattern.compile("assert\\s+(?:not\\s+)?(?:\\w+\\.)?(?:set|sorted|isclose|tuple)?\\(?(\\w+)\\(");

    @Test
    void canonical_solutions_of_sanitized_mbpp_pass() throws Exception {
        Map<String, Future<Execution>> running = new LinkedHashMap<>();
        Map<String, Execution> failing = new LinkedHashMap<>();
        List<Execution> all = new ArrayList<>();
        try (JudgeFixture judge = new JudgeFixture(2, 920);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (JsonNode row : DataFiles.plainDocument("mbppplus/sanitized-mbpp.json")) {
                running.put(
                        "Mbpp/" + row.get("task_id").asText(),
                        threads.submit(() -> judge.run(
                                problem(row),
                                AnswerForm.PROGRAM,
                                row.get("code").asText())));
            }
            for (Map.Entry<String, Future<Execution>> execution : running.entrySet()) {
                Execution done = execution.getValue().get();
                all.add(done);
                if (done.verdict() != Verdict.PASSED) {
                    failing.put(execution.getKey(), done);
                }
            }
        }
        Figures.print("sanitized MBPP canonical", all);
        failing.forEach((task, execution) -> System.out.println(
                task + ": " + execution.verdict() + " " + execution.reason() + " " + execution.detail()));
        assertThat(all).hasSize(427);
        assertThat(failing).isEmpty();
    }

    private static OracleProblem problem(JsonNode row) {
        List<Assertion> asserts = new ArrayList<>();
        row.get("test_list")
                .forEach(test -> asserts.add(
                        new Assertion("assert_" + (asserts.size() + 1), test.asText(), Visibility.FEEDBACK)));
        StringBuilder setup = new StringBuilder();
        row.get("test_imports").forEach(line -> setup.append(line.asText()).append('\n'));
        var entryPoint = CALLED.matcher(asserts.getFirst().code());
        return JudgeFixture.problem(
                entryPoint.find() ? entryPoint.group(1) : "unknown",
                "",
                row.get("code").asText(),
                new Assertions(setup.toString(), asserts),
                ExecutionLimits.cpu(10));
    }
}
