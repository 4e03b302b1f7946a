package dev.assay.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The form that an answer must have. A model that cannot be held to a schema is held to an object, one that cannot be held
 * to that is only prompted for it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ResponseFormat.JsonObject.class, name = "json_object"),
    @JsonSubTypes.Type(value = ResponseFormat.JsonSchema.class, name = "json_schema")
})
public sealed interface ResponseFormat {

    /** Any JSON object. */
    record JsonObject() implements ResponseFormat {}

    /**
     * JSON under a schema.
     *
     * @param name letters, digits, {@code _} and {@code -}
     * @param schema a JSON Schema
     */
    record JsonSchema(String name, JsonNode schema) implements ResponseFormat {}
}
