package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.InputGroup;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Inputs;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.OracleBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.PublicBody;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Reference;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * EvalPlus' own shape (HumanEval+, MBPP+): an answer must give what the reference gives, on every input. The input
 * contracts of its files say what a valid input is and are not needed to judge answers.
 */
@ApplicationScoped
class EvalPlusImporter implements ProblemImporter {

    /** Of all inputs of an answer together, some hundreds; one canonical solution of HumanEval+ needs 3 to 10. */
    private static final double CPU_SECONDS = 30;

    private static final ObjectWriter ASCII = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer();

    private final EvalPlusProblems problems = new EvalPlusProblems();

    @Override
    public String format() {
        return "evalplus";
    }

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        return Members.has(
                first.problem(), "task_id", "prompt", "entry_point", "canonical_solution", "base_input", "plus_input");
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        Members members = new Members(document.problem());
        String taskId = members.text("task_id");
        String prompt = members.text("prompt");
        String entryPoint = members.text("entry_point");
        boolean promptIsCode = Python.defines(prompt, entryPoint);
        AnswerForm form = promptIsCode ? AnswerForm.COMPLETION : AnswerForm.PROGRAM;
        return new ImportedProblem(
                taskId,
                Python.LANGUAGE,
                List.of(),
                new PublicBody(prompt, entryPoint, List.of()),
                new OracleBody(
                        entryPoint,
                        promptIsCode ? prompt : "",
                        new Reference(form, members.text("canonical_solution")),
                        tests(taskId, document.problem(), members.number("atol")),
                        List.of()),
                FunctionCompletion.SCHEMA_VERSION,
                ExecutionLimits.cpu(CPU_SECONDS));
    }

    private Inputs tests(String taskId, JsonNode problem, double absoluteTolerance) {
        return new Inputs(
                List.of(
                        group(taskId, problem, "base", Visibility.FEEDBACK),
                        group(taskId, problem, "plus", Visibility.HIDDEN)),
                absoluteTolerance,
                problems.comparison(taskId));
    }

    private InputGroup group(String taskId, JsonNode problem, String name, Visibility visibility) {
        String member = name + "_input";
        List<JsonNode> inputs = new ArrayList<>();
        for (JsonNode arguments : listOf(problem.get(member), member)) {
            if (!arguments.isArray()) {
                throw new InvalidProblem("%s[%d]".formatted(member, inputs.size()), "must be a list of arguments");
            }
            inputs.add(problems.typed(taskId, arguments));
        }
        return new InputGroup(name, visibility, write(TypedJson.array(inputs)));
    }

    /** An empty group is written as an empty object in some files. */
    private static JsonNode listOf(JsonNode group, String member) {
        if (!group.isArray() && !(group.isObject() && group.isEmpty())) {
            throw new InvalidProblem(member, "must be a list of argument lists");
        }
        return group;
    }

    private static String write(JsonNode inputs) {
        try {
            return ASCII.writeValueAsString(inputs);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
