package dev.assay.dataset.task.functioncompletion;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.CheckFunction;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** HumanEval, and what has its shape (EvalPlus' OriginFmt): {@code check(candidate)}; the reference is a body. */
@ApplicationScoped
class HumanEvalImporter implements ProblemImporter {

    /** As the data set's own harness declares. */
    private static final double CPU_SECONDS = 10;

    @Override
    public String format() {
        return "humaneval";
    }

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        return Members.has(first.problem(), "task_id", "prompt", "entry_point", "canonical_solution", "test")
                && !first.problem().has("plus_input")
                && !first.problem().has("complete_prompt")
                && !first.problem().has("language");
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        Members members = new Members(document.problem());
        String prompt = members.text("prompt");
        String entryPoint = members.text("entry_point");
        return new ImportedProblem(
                members.id("task_id"),
                Python.LANGUAGE,
                List.of(),
                new PublicBody(prompt, entryPoint, List.of()),
                new OracleBody(
                        entryPoint,
                        prompt,
                        new Reference(AnswerForm.COMPLETION, members.text("canonical_solution")),
                        new CheckFunction(members.text("test"), Visibility.FEEDBACK),
                        List.of()),
                FunctionCompletion.SCHEMA_VERSION,
                ExecutionLimits.cpu(CPU_SECONDS));
    }
}
