package dev.assay.contracts.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import java.io.UncheckedIOException;

/** A document that only the classes of its task type read. */
public record TaskBody(String taskType, int schemaVersion, JsonNode body) {

    /** Wraps a task type's own record. */
    public static TaskBody of(String taskType, int schemaVersion, Object body) {
        return new TaskBody(taskType, schemaVersion, AssayJson.events().valueToTree(body));
    }

    /** The body as the task type's own record; throws {@link UncheckedIOException} where it is not one. */
    public <T> T as(Class<T> type) {
        try {
            return AssayJson.events().treeToValue(body, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
