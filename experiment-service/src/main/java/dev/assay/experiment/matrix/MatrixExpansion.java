package dev.assay.experiment.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.experiment.validation.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/** Expands a matrix to the documents of its experiments: one for each combination of values, the last axis fastest. */
final class MatrixExpansion {

    private static final String EXPERIMENT = "experiment";
    private static final String ID = "experiment_id";

    private final JsonNode experiment;
    private final Map<String, Axis> axes;

    private MatrixExpansion(JsonNode experiment, Map<String, Axis> axes) {
        this.experiment = experiment;
        this.axes = axes;
    }

    /**
     * The documents of the experiments, each with an id of its own; only to be used when {@code violations} stays empty.
     *
     * @param most experiments that a matrix may have
     */
    static List<ObjectNode> expand(MatrixRequest request, int most, Violations violations) {
        JsonNode experiment = request.experiment().orElseGet(JsonNodeFactory.instance::missingNode);
        violations.require(experiment.isObject(), EXPERIMENT, "is required: what all experiments of the matrix say");
        violations.require(
                experiment.path(ID).isTextual(),
                EXPERIMENT + "." + ID,
                "is required, with the axes in it, as bench_{model}_{temperature}");
        Map<String, Axis> axes = axes(request.axes().orElse(Map.of()), most, violations);
        MatrixExpansion expansion = new MatrixExpansion(experiment, axes);
        if (violations.isEmpty()) {
            expansion.requireKnown(EXPERIMENT, experiment, violations);
        }
        return violations.isEmpty() ? expansion.documents(violations) : List.of();
    }

    private static Map<String, Axis> axes(Map<String, List<JsonNode>> given, int most, Violations violations) {
        violations.require(!given.isEmpty(), "axes", "is required: {\"temperature\": [0, 0.8], …}");
        Map<String, Axis> axes = new LinkedHashMap<>();
        given.forEach((name, values) -> axes.put(name, Axis.of(name, values, violations)));
        long size = 1;
        for (Axis axis : axes.values()) {
            size = Math.min(size * axis.values().size(), (long) most + 1);
        }
        violations.require(size <= most, "axes", "make more than " + most + " experiments; split the matrix");
        return axes;
    }

    private void requireKnown(String field, JsonNode node, Violations violations) {
        switch (node) {
            case TextNode text ->
                Placeholder.PATTERN
                        .matcher(text.textValue())
                        .results()
                        .forEach(found -> Placeholder.of(found).require(axes, field, violations));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    requireKnown(field + "[" + i + "]", array.get(i), violations);
                }
            }
            case ObjectNode object ->
                object.properties()
                        .forEach(entry -> requireKnown(field + "." + entry.getKey(), entry.getValue(), violations));
            default -> {
                // Numbers, Booleans and null hold no placeholder.
            }
        }
    }

    private List<ObjectNode> documents(Violations violations) {
        List<ObjectNode> documents = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Map<String, Axis.Value> cell : cells()) {
            ObjectNode document = (ObjectNode) filled(experiment, cell);
            String id = document.get(ID).asText();
            if (!ids.add(id)) {
                violations.add(
                        EXPERIMENT + "." + ID,
                        "must tell the experiments apart, and several would be " + id + "; name every axis in it: "
                                + String.join(", ", axes.keySet()));
                return List.of();
            }
            documents.add(document);
        }
        return documents;
    }

    private List<Map<String, Axis.Value>> cells() {
        List<Map<String, Axis.Value>> cells = List.of(Map.of());
        for (Map.Entry<String, Axis> axis : axes.entrySet()) {
            List<Map<String, Axis.Value>> longer = new ArrayList<>();
            for (Map<String, Axis.Value> cell : cells) {
                for (Axis.Value value : axis.getValue().values()) {
                    Map<String, Axis.Value> with = new LinkedHashMap<>(cell);
                    with.put(axis.getKey(), value);
                    longer.add(with);
                }
            }
            cells = longer;
        }
        return cells;
    }

    private static JsonNode filled(JsonNode node, Map<String, Axis.Value> cell) {
        return switch (node) {
            case TextNode text -> filled(text.textValue(), cell);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(filled(element, cell)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue(), cell)));
                yield copy;
            }
            default -> node;
        };
    }

    private static JsonNode filled(String text, Map<String, Axis.Value> cell) {
        Matcher matcher = Placeholder.PATTERN.matcher(text);
        if (matcher.matches()) {
            return Placeholder.of(matcher.toMatchResult()).in(cell);
        }
        return TextNode.valueOf(matcher.replaceAll((MatchResult found) ->
                Matcher.quoteReplacement(text(Placeholder.of(found).in(cell)))));
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
