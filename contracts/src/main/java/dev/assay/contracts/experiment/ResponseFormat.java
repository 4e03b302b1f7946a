package dev.assay.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The form that an answer must have. A model that cannot be held to a schema is held to an object, one that cannot be held
 * to that is only prompted for it, unless the experiment forbids it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ResponseFormat.JsonObject.class, name = "json_object"),
    @JsonSubTypes.Type(value = ResponseFormat.JsonSchema.class, name = "json_schema")
})
public sealed interface ResponseFormat {

    /**
     * Any JSON object.
     *
     * @param degrade whether a model that cannot be held to it may be asked all the same; absent means yes
     */
    record JsonObject(Optional<Boolean> degrade) implements ResponseFormat {

        @Override
        public String type() {
            return "json_object";
        }
    }

    /**
     * JSON under a schema.
     *
     * @param name letters, digits, {@code _} and {@code -}
     * @param schema a JSON Schema
     * @param degrade whether a model that cannot be held to it may be asked all the same; absent means yes
     */
    record JsonSchema(String name, JsonNode schema, Optional<Boolean> degrade) implements ResponseFormat {

        @Override
        public String type() {
            return "json_schema";
        }
    }

    /** Its name in documents. */
    String type();

    /** Whether a model that cannot be held to it may be asked all the same; absent means yes. */
    Optional<Boolean> degrade();

    /** Whether a model that cannot be held to it may be asked all the same. */
    default boolean mayDegrade() {
        return degrade().orElse(true);
    }
}
