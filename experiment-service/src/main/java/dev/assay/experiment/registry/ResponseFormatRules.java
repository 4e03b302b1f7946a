package dev.assay.experiment.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.contracts.experiment.ResponseFormat;
import dev.assay.experiment.registry.ExperimentRequest.ResponseFormatRequest;
import dev.assay.experiment.validation.Violations;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of the form that answers must have. */
final class ResponseFormatRules {

    private static final String FIELD = "sampling.response_format";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int LONGEST_SCHEMA = 64 * 1024;

    private ResponseFormatRules() {}

    /** The format; absent where any text will do. */
    static Optional<ResponseFormat> format(ResponseFormatRequest request, Violations violations) {
        // Jackson reads a field that is not there as a JSON null.
        Optional<JsonNode> schema = request.schema().filter(node -> !node.isNull() && !node.isMissingNode());
        return switch (request.type().orElse("")) {
            case "text" -> {
                requireNone(request.name(), "name", "text", violations);
                requireNone(schema, "schema", "text", violations);
                requireNone(request.degrade(), "degrade", "text", violations);
                yield Optional.empty();
            }
            case "json_object" -> {
                requireNone(request.name(), "name", "json_object", violations);
                requireNone(schema, "schema", "json_object", violations);
                yield Optional.of(new ResponseFormat.JsonObject(request.degrade()));
            }
            case "json_schema" -> Optional.of(schema(request, schema, violations));
            default -> {
                violations.add(FIELD + ".type", "must be text, json_object or json_schema");
                yield Optional.empty();
            }
        };
    }

    private static ResponseFormat schema(
            ResponseFormatRequest request, Optional<JsonNode> given, Violations violations) {
        String name = request.name().orElse("answer");
        violations.require(NAME.matcher(name).matches(), FIELD + ".name", "must be 1 to 64 letters, digits, _ and -");
        JsonNode schema = given.orElse(JsonNodeFactory.instance.missingNode());
        violations.require(schema.isObject(), FIELD + ".schema", "must be a JSON Schema: a JSON object");
        violations.require(
                schema.toString().length() <= LONGEST_SCHEMA && Violations.isStorable(schema.toString()),
                FIELD + ".schema",
                "must have at most " + LONGEST_SCHEMA + " characters, as JSON, and no half surrogate pair");
        return new ResponseFormat.JsonSchema(name, schema, request.degrade());
    }

    private static void requireNone(Optional<?> value, String field, String type, Violations violations) {
        violations.require(value.isEmpty(), FIELD + "." + field, "does not belong to " + type);
    }
}
