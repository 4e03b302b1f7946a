package dev.assay.experiment.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.experiment.validation.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An axis of a matrix: the values that its experiments differ in. */
record Axis(List<Value> values) {

    private static final Pattern NAME = Pattern.compile(Placeholder.WORD);

    /**
     * A value.
     *
     * @param parts what it is made of besides its label; no object where it is its own label
     */
    record Value(JsonNode label, JsonNode parts) {

        Optional<JsonNode> part(String name) {
            return Optional.ofNullable(parts.get(name));
        }
    }

    /** The axis that a document describes; only to be used when {@code violations} stays empty. */
    static Axis of(String name, List<JsonNode> given, Violations violations) {
        String field = "axes." + name;
        violations.require(
                NAME.matcher(name).matches(), field, "must have a name of small letters, digits and _, as top_k");
        List<JsonNode> nodes = Optional.ofNullable(given).orElse(List.of());
        violations.require(!nodes.isEmpty(), field, "must be a list of at least one value");
        List<Value> values = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            String at = field + "[" + i + "]";
            Value value = value(nodes.get(i));
            boolean labelled = value.label().isValueNode() && !value.label().isNull();
            violations.require(
                    labelled,
                    at,
                    "must be a text, a number or a Boolean, or an object with such a label and other parts");
            violations.require(
                    !labelled || labels.add(value.label().asText()), at, "has a label that the axis has already");
            values.add(value);
        }
        return new Axis(values);
    }

    private static Value value(JsonNode node) {
        return node.isObject()
                ? new Value(node.path("label"), node)
                : new Value(node, JsonNodeFactory.instance.missingNode());
    }
}
