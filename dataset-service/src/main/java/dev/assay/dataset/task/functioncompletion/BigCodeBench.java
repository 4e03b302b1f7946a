package dev.assay.dataset.task.functioncompletion;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.UnitTests;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The rows of BigCodeBench: unittest classes, and two ways to ask for the same function. */
final class BigCodeBench {

    static final String COMPLETE = "complete_prompt";
    static final String INSTRUCT = "instruct_prompt";

    /** As its documentation declares, for each test. */
    private static final double TEST_CPU_SECONDS = 30;

    /** Of a whole answer: such tests wait for files and programs, never for long. */
    private static final double WALL_SECONDS = 300;

    private static final Pattern TEST = Pattern.compile("(?m)^[ \\t]+(?:async[ \\t]+)?def[ \\t]+(test\\w*)[ \\t]*\\(");
    private static final Pattern NAME = Pattern.compile("['\"]([\\w.]+)['\"]");

    private BigCodeBench() {}

    static boolean recognises(ProblemDocument first) {
        return Members.has(
                first.problem(), "task_id", COMPLETE, INSTRUCT, "canonical_solution", "test", "entry_point", "libs");
    }

    /** The problem of a row, asked for by one of its prompts. */
    static ImportedProblem problem(ProblemDocument document, String prompt) {
        Members members = new Members(document.problem());
        String context = members.text(COMPLETE);
        String entryPoint = members.text("entry_point");
        String code = members.text("test");
        return new ImportedProblem(
                members.text("task_id"),
                Python.LANGUAGE,
                List.of(),
                new PublicBody(members.text(prompt), entryPoint, List.of()),
                new OracleBody(
                        entryPoint,
                        context,
                        new Reference(AnswerForm.COMPLETION, members.text("canonical_solution")),
                        new UnitTests(code, libraries(members), TEST_CPU_SECONDS, Visibility.FEEDBACK),
                        List.of()),
                FunctionCompletion.SCHEMA_VERSION,
                limits(code));
    }

    /** A list of names, written as Python would, as a text or as the only item of a list. */
    private static List<String> libraries(Members members) {
        return NAME.matcher(members.textOrOnlyText("libs"))
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    private static ExecutionLimits limits(String code) {
        long tests = TEST.matcher(code)
                .results()
                .map((MatchResult test) -> test.group(1))
                .distinct()
                .count();
        if (tests == 0) {
            throw new InvalidProblem("test", "has no test method");
        }
        return new ExecutionLimits(Optional.of(TEST_CPU_SECONDS * tests), Optional.of(WALL_SECONDS), Optional.empty());
    }
}
