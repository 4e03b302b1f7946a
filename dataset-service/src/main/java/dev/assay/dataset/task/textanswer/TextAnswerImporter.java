package dev.assay.dataset.task.textanswer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.task.textanswer.TextAnswer;
import dev.assay.contracts.task.textanswer.TextAnswer.Match;
import dev.assay.contracts.task.textanswer.TextAnswer.OracleBody;
import dev.assay.contracts.task.textanswer.TextAnswer.PublicBody;
import dev.assay.dataset.importing.FormatSchema;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.ProblemDocument;
import dev.assay.dataset.importing.ProblemImporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Questions with accepted answers, as {@code datasets/schema/text-answers.schema.json} defines them. */
@ApplicationScoped
class TextAnswerImporter implements ProblemImporter {

    private static final String FORMAT = "assay-text-answer";

    private final FormatSchema schema = new FormatSchema("text-answers.schema.json", "problem");

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String taskType() {
        return TextAnswer.TASK_TYPE;
    }

    @Override
    public boolean recognises(ProblemDocument first) {
        JsonNode problem = first.problem();
        return first.header().isEmpty()
                ? problem.has("id") && problem.has("question") && problem.has("accepted")
                : first.header().path("format").asText().equals(FORMAT);
    }

    @Override
    public ImportedProblem read(ProblemDocument document) {
        schema.check(document);
        JsonNode problem = document.problem();
        return new ImportedProblem(
                problem.get("id").textValue(),
                TextAnswer.LANGUAGE,
                texts(problem.path("tags")),
                new PublicBody(problem.get("question").textValue()),
                new OracleBody(
                        texts(problem.get("accepted")),
                        Match.of(problem.path("match").asText(Match.TRIMMED.code())),
                        problem.path("ignore_case").asBoolean()),
                TextAnswer.SCHEMA_VERSION,
                ExecutionLimits.none());
    }

    private static List<String> texts(JsonNode items) {
        return items.valueStream().map(JsonNode::textValue).toList();
    }
}
