package dev.assay.dataset.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.contracts.Ids;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.TaskBody;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A document in its one written form, and the hash of it. Members of records stand in alphabetical order and all text
 * is ASCII; the order of a test's own values is kept, since it can matter to a program.
 */
public record StoredDocument(String hash, String text) {

    private static final ObjectMapper CANONICAL = AssayJson.configure(JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build());

    /** What a prompt may use. */
    public record PublicDocument(String language, List<String> tags, TaskBody body) {}

    /** What an answer is judged by, and within which limits. */
    public record OracleDocument(ExecutionLimits limits, TaskBody body) {}

    static StoredDocument ofPublic(String taskType, ImportedProblem problem) {
        return of(
                new PublicDocument(problem.language(), problem.tags(), body(taskType, problem, problem.publicBody())));
    }

    static StoredDocument ofOracle(String taskType, ImportedProblem problem) {
        return of(new OracleDocument(problem.limits(), body(taskType, problem, problem.oracleBody())));
    }

    private static TaskBody body(String taskType, ImportedProblem problem, Object body) {
        JsonNode tree = CANONICAL.valueToTree(body);
        refuseHalfCharacters(tree);
        return new TaskBody(taskType, problem.schemaVersion(), tree);
    }

    /** A surrogate without its other half has no form in UTF-8: such a problem could not be sent anywhere. */
    private static void refuseHalfCharacters(JsonNode node) {
        if (node.isTextual() && node.textValue().codePoints().anyMatch(StoredDocument::isHalfCharacter)) {
            throw new InvalidProblem(
                    "",
                    "a text has an unpaired surrogate; in a test's values write it as {\"$str\": …}, see docs/judge-protocol.md");
        }
        node.forEach(StoredDocument::refuseHalfCharacters);
    }

    private static boolean isHalfCharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static StoredDocument of(Object document) {
        try {
            String text = CANONICAL.writeValueAsString(document);
            return new StoredDocument(Ids.sha256(text), text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
