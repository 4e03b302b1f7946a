package dev.assay.experiment.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.experiment.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code {axis}} or {@code {axis.part}} in the texts of a matrix. */
record Placeholder(String axis, Optional<String> part) {

    static final String WORD = "[a-z][a-z0-9_]*";
    static final Pattern PATTERN = Pattern.compile("\\{(" + WORD + ")(?:\\.(" + WORD + "))?}");

    static Placeholder of(MatchResult found) {
        return new Placeholder(found.group(1), Optional.ofNullable(found.group(2)));
    }

    /** Notes where the axis does not exist, or one of its values has no such part. */
    void require(Map<String, Axis> axes, String field, Violations violations) {
        if (!axes.containsKey(axis)) {
            violations.add(field, "{" + axis + "} names no axis; there are " + String.join(", ", axes.keySet()));
            return;
        }
        List<Axis.Value> values = axes.get(axis).values();
        part.ifPresent(name -> values.stream()
                .filter(value -> value.part(name).isEmpty())
                .findFirst()
                .ifPresent(value -> violations.add(
                        field,
                        "{" + axis + "." + name + "} is missing in the value "
                                + value.label().asText() + " of the axis")));
    }

    /** What it stands for in an experiment of the matrix. */
    JsonNode in(Map<String, Axis.Value> cell) {
        Axis.Value value = cell.get(axis);
        return part.flatMap(value::part).orElse(value.label());
    }
}
