package dev.assay.model.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.model.error.ApiError;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Typed access to the fields of a JSON object; null counts as absent. */
final class Fields {

    private final JsonNode object;

    Fields(JsonNode object) {
        this.object = object;
    }

    Optional<JsonNode> find(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    String requiredText(String name) {
        JsonNode node = find(name).orElseThrow(() -> ApiError.invalid(name, "The field '" + name + "' is missing."));
        if (!node.isTextual()) {
            throw ApiError.invalid(name, "The field '" + name + "' must be a string.");
        }
        return node.textValue();
    }

    boolean flag(String name) {
        Optional<JsonNode> node = find(name);
        if (node.isPresent() && !node.get().isBoolean()) {
            throw ApiError.invalid(name, "The field '" + name + "' must be true or false.");
        }
        return node.map(JsonNode::booleanValue).orElse(false);
    }

    /** A number from {@code least} to {@code most}. */
    OptionalDouble number(String name, double least, double most) {
        Optional<JsonNode> node = find(name);
        if (node.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = node.get().doubleValue();
        if (!node.get().isNumber() || !(value >= least && value <= most)) {
            throw ApiError.invalid(name, "The field '%s' must be a number from %s to %s.".formatted(name, least, most));
        }
        return OptionalDouble.of(value);
    }

    /** A whole number from {@code least} to {@code most}. */
    OptionalLong integer(String name, long least, long most) {
        Optional<JsonNode> node = find(name);
        if (node.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean whole = node.get().isIntegralNumber() && node.get().canConvertToLong();
        if (!whole || node.get().longValue() < least || node.get().longValue() > most) {
            throw ApiError.invalid(
                    name, "The field '%s' must be a whole number from %d to %d.".formatted(name, least, most));
        }
        return OptionalLong.of(node.get().longValue());
    }
}
