package dev.assay.dataset.task.functioncompletion;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.CheckFunction;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Program;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Tests;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * MBXP and multilingual HumanEval: HumanEval's members and a language. The program is prompt, answer and test in that
 * language; the problems in Python have HumanEval's {@code check(candidate)}. Many have no reference solution.
 */
@ApplicationScoped
class MbxpImporter implements ProblemImporter {

    private static final double CPU_SECONDS = 10;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z][a-z0-9+#_-]{0,31}");

    /** What the data set's tests say where a result is wrong, by language. */
    private static final Map<String, String> COMPLAINTS = Map.of(
            "javascript", "th assert statement",
            "typescript", "th assert statement",
            "go", "failed to pass",
            "java", "did not pass",
            "cpp", "assertion failed");

    @Override
    public String format() {
        return "mbxp";
    }

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        return Members.has(first.problem(), "task_id", "language", "prompt", "entry_point", "test");
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        Members members = new Members(document.problem());
        String prompt = members.text("prompt");
        String entryPoint = members.text("entry_point");
        String language = language(members);
        Optional<Reference> reference = Optional.of(members.text("canonical_solution", ""))
                .filter(code -> !code.isEmpty())
                .map(code -> new Reference(AnswerForm.COMPLETION, code));
        return new ImportedProblem(
                members.id("task_id"),
                language,
                List.of(),
                new PublicBody(prompt, entryPoint, List.of()),
                new OracleBody(entryPoint, prompt, reference, tests(language, members.text("test")), List.of()),
                FunctionCompletion.SCHEMA_VERSION,
                ExecutionLimits.cpu(CPU_SECONDS));
    }

    private static String language(Members members) {
        String language = members.text("language");
        if (!LANGUAGE.matcher(language).matches()) {
            throw new InvalidProblem("language", "must be the id of a runtime, as javascript or go");
        }
        return language;
    }

    private static Tests tests(String language, String test) {
        if (language.equals(Python.LANGUAGE)) {
            return new CheckFunction(test, Visibility.FEEDBACK);
        }
        return new Program(language, test, Visibility.FEEDBACK, Optional.ofNullable(COMPLAINTS.get(language)));
    }
}
