package dev.assay.dataset.task.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.dataset.importing.FormatSchema;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Our own format of program tasks, as {@code datasets/schema/programs.schema.json} defines it and {@code
 * docs/program-tasks.md} explains.
 */
@ApplicationScoped
class ProgramImporter implements ProblemImporter {

    private static final String FORMAT = "assay-program";

    private final FormatSchema schema = new FormatSchema("programs.schema.json", "problem");

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
        JsonNode problem = first.problem();
        return first.header().isEmpty()
                ? problem.has("id")
                        && problem.has("description")
                        && problem.has("cases")
                        && !problem.has("expected_output")
                : first.header().path("format").asText().equals(FORMAT);
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        schema.check(document);
        JsonNode problem = document.problem();
        return ProgramReader.problem(
                problem,
                ProgramReader.cases(problem),
                ProgramReader.references(problem),
                ProgramReader.knownBad(problem),
                ProgramReader.limits(problem));
    }
}
