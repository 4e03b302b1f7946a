package dev.assay.dataset.task.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.task.program.ExpectedOutput;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.dataset.importing.FormatSchema;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * The {@code tasks.json} of closed-loop benchmarks: what a program prints without input is its one public case, beside
 * which a task may have further ones.
 */
@ApplicationScoped
class ClosedLoopImporter implements ProblemImporter {

    private static final String FORMAT = "closed-loop";
    private static final String WITHOUT_INPUT = "without input";
    private static final double CPU_SECONDS = 20;

    private final FormatSchema schema = new FormatSchema("programs.schema.json", "task");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String taskType() {
        return ProgramTask.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        JsonNode task = first.problem();
        return task.has("id") && task.has("description") && task.has("expected_output");
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        schema.checkProblem(document);
        JsonNode task = document.problem();
        return ProgramReader.problem(task, cases(task), List.of(), List.of(), ExecutionLimits.cpu(CPU_SECONDS));
    }

    private static List<Case> cases(JsonNode task) {
        List<Case> further = ProgramReader.cases(task);
        for (int place = 0; place < further.size(); place++) {
            if (further.get(place).name().equals(WITHOUT_INPUT)) {
                throw new InvalidProblem(
                        "cases[%d].name".formatted(place),
                        "`%s` is the name of the case that expected_output makes".formatted(WITHOUT_INPUT));
            }
        }
        return Stream.concat(Stream.of(withoutInput(task)), further.stream()).toList();
    }

    private static Case withoutInput(JsonNode task) {
        String expected = ExpectedOutput.unescaped(task.get("expected_output").textValue());
        return new Case(WITHOUT_INPUT, Visibility.PUBLIC, List.of(), "", expected);
    }
}
