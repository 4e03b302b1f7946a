package dev.assay.dataset.task.program;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.contracts.task.program.ProgramTask.KnownBad;
import dev.assay.contracts.task.program.ProgramTask.OracleBody;
import dev.assay.contracts.task.program.ProgramTask.PublicBody;
import dev.assay.contracts.task.program.ProgramTask.Reference;
import dev.assay.dataset.importing.ImportedProblem;
import dev.assay.dataset.importing.InvalidProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The members that both formats of program tasks have. They have passed the schema before. */
final class ProgramReader {

    private ProgramReader() {}

    /** The problem that a document and its cases make. */
    static ImportedProblem problem(
            JsonNode problem,
            List<Case> cases,
            List<Reference> references,
            List<KnownBad> knownBad,
            ExecutionLimits limits) {
        String description = problem.get("description").textValue();
        Optional<String> difficulty = text(problem, "difficulty");
        Optional<String> category = text(problem, "category");
        return new ImportedProblem(
                problem.get("id").textValue(),
                AnswerLanguage.ANY,
                Stream.of(difficulty, category)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                LanguageNames.in(description),
                new PublicBody(
                        description,
                        cases.stream()
                                .filter(test -> test.visibility() == Visibility.PUBLIC)
                                .toList(),
                        difficulty,
                        category,
                        texts(problem.path("modules")),
                        text(problem, "task_class")),
                new OracleBody(cases, references, knownBad),
                ProgramTask.SCHEMA_VERSION,
                limits);
    }

    static List<Case> cases(JsonNode problem) {
        refuseSameNames(problem, "cases");
        return problem.path("cases").valueStream().map(ProgramReader::oneCase).toList();
    }

    static List<Reference> references(JsonNode problem) {
        return problem.path("references").properties().stream()
                .map(program ->
                        new Reference(program.getKey(), program.getValue().textValue()))
                .toList();
    }

    static List<KnownBad> knownBad(JsonNode problem) {
        refuseSameNames(problem, "known_bad");
        return problem.path("known_bad")
                .valueStream()
                .map(bad -> new KnownBad(
                        bad.get("name").textValue(),
                        bad.get("language").textValue(),
                        bad.get("code").textValue()))
                .toList();
    }

    static ExecutionLimits limits(JsonNode problem) {
        return problem.has("limits")
                ? AssayJson.events().convertValue(problem.get("limits"), ExecutionLimits.class)
                : ExecutionLimits.none();
    }

    private static Case oneCase(JsonNode test) {
        return new Case(
                test.get("name").textValue(),
                Visibility.of(test.get("visibility").textValue()),
                texts(test.path("args")),
                test.path("stdin").asText(""),
                test.get("expected_output").textValue());
    }

    private static void refuseSameNames(JsonNode problem, String member) {
        Set<String> names = new HashSet<>();
        int place = 0;
        for (JsonNode item : problem.path(member)) {
            String name = item.get("name").textValue();
            if (!names.add(name)) {
                throw new InvalidProblem("%s[%d].name".formatted(member, place), "`%s` is used twice".formatted(name));
            }
            place++;
        }
    }

    private static Optional<String> text(JsonNode problem, String member) {
        return Optional.ofNullable(problem.get(member)).map(JsonNode::textValue);
    }

    private static List<String> texts(JsonNode items) {
        return items.valueStream().map(JsonNode::textValue).toList();
    }
}
