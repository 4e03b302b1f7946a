package dev.assay.benchmark.executor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The published data set with its canonical solutions. */
final class HumanEval {

    private static final double CPU_SECONDS = 10;

    private HumanEval() {}

    /** Every problem with its canonical solution. */
    static List<Sample> canonical(Path file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> AssayJson.read(line, JsonNode.class))
                    .map(HumanEval::sample)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A problem of one function {@code work()}, which must return 1. */
    static OracleProblem own(double cpuSeconds, double wallSeconds) {
        return problem(
                "own/work",
                "work",
                "def work():\n",
                "    return 1\n",
                "def check(candidate):\n    assert candidate() == 1\n",
                new ExecutionLimits(Optional.of(cpuSeconds), Optional.of(wallSeconds), Optional.empty()));
    }

    private static Sample sample(JsonNode row) {
        String solution = row.get("canonical_solution").asText();
        return new Sample(
                problem(
                        row.get("task_id").asText(),
                        row.get("entry_point").asText(),
                        row.get("prompt").asText(),
                        solution,
                        row.get("test").asText(),
                        ExecutionLimits.cpu(CPU_SECONDS)),
                solution);
    }

    private static OracleProblem problem(
            String id, String entryPoint, String prompt, String reference, String tests, ExecutionLimits limits) {
        FunctionCompletion.OracleBody body = new FunctionCompletion.OracleBody(
                entryPoint,
                prompt,
                new FunctionCompletion.Reference(AnswerForm.COMPLETION, reference),
                new FunctionCompletion.CheckFunction(tests, Visibility.FEEDBACK),
                List.of());
        return new OracleProblem(
                new ProblemRef("humaneval", "1", id, FunctionCompletion.TASK_TYPE, "public", "oracle"),
                limits,
                TaskBody.of(FunctionCompletion.TASK_TYPE, FunctionCompletion.SCHEMA_VERSION, body),
                Optional.empty());
    }
}
