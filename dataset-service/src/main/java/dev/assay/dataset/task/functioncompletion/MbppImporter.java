package dev.assay.dataset.task.functioncompletion;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Assertions;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * MBPP, full and sanitized: a description, a program, asserts. Its asserts are part of the usual prompt (nothing else
 * names the function), hence public; only the challenge tests are hidden.
 */
@ApplicationScoped
class MbppImporter implements ProblemImporter {

    private static final double CPU_SECONDS = 10;

    @Override
    public String format() {
        return "mbpp";
    }

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        return Members.has(first.problem(), "task_id", "code", "test_list")
                && (first.problem().has("text") || first.problem().has("prompt"));
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        Members members = new Members(document.problem());
        String code = members.text("code");
        List<String> tests = members.texts("test_list");
        String entryPoint = entryPoint(code, tests);
        String description = document.problem().has("text") ? members.text("text") : members.text("prompt");
        return new ImportedProblem(
                members.id("task_id"),
                Python.LANGUAGE,
                List.of(),
                new PublicBody(description, entryPoint, tests),
                new OracleBody(
                        entryPoint,
                        "",
                        new Reference(AnswerForm.PROGRAM, code),
                        new Assertions(setup(members), assertions(tests, members.texts("challenge_test_list"))),
                        List.of()),
                FunctionCompletion.SCHEMA_VERSION,
                ExecutionLimits.cpu(CPU_SECONDS));
    }

    /** The data set does not name it: what the first test calls first, of all that the code defines. */
    private static String entryPoint(String code, List<String> tests) {
        if (tests.isEmpty()) {
            throw new InvalidProblem("test_list", "has no test");
        }
        return Python.firstCalled(tests.getFirst(), Python.definitions(code))
                .orElseThrow(() -> new InvalidProblem("test_list[0]", "calls nothing that `code` defines"));
    }

    private static String setup(Members members) {
        List<String> parts = new ArrayList<>(members.texts("test_imports"));
        parts.add(members.text("test_setup_code", ""));
        return String.join("\n", parts).strip();
    }

    private static List<Assertion> assertions(List<String> tests, List<String> challenges) {
        List<Assertion> assertions = new ArrayList<>();
        for (String test : tests) {
            assertions.add(new Assertion("test_" + assertions.size(), test, Visibility.PUBLIC));
        }
        for (int number = 0; number < challenges.size(); number++) {
            assertions.add(new Assertion("challenge_" + number, challenges.get(number), Visibility.HIDDEN));
        }
        return assertions;
    }
}
