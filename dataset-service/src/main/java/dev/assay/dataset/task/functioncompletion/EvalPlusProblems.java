package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What EvalPlus knows of single problems beside its files: shapes of arguments, and how results are compared. */
final class EvalPlusProblems {

    private static final String RESOURCE = "/evalplus/problems.json";
    private static final String EQUAL = "equal";

    private final Map<String, Shapes> shapes = new HashMap<>();
    private final Map<String, String> comparisons = new HashMap<>();

    EvalPlusProblems() {
        Document document = document();
        document.arguments().forEach(rule -> rule.tasks().forEach(task -> shapes.put(task, rule.shapes())));
        document.comparisons().forEach(rule -> rule.tasks().forEach(task -> comparisons.put(task, rule.comparison())));
    }

    private record Document(List<ArgumentRule> arguments, List<ComparisonRule> comparisons) {}

    private record ComparisonRule(List<String> tasks, String comparison) {}

    private record ArgumentRule(List<String> tasks, Optional<String> each, List<String> first) {

        Shapes shapes() {
            ArgumentShape others = each.map(ArgumentShape::of).orElse(ArgumentShape.AS_IS);
            List<String> named = first == null ? List.of() : first;
            return new Shapes(named.stream().map(ArgumentShape::of).toList(), others);
        }
    }

    private record Shapes(List<ArgumentShape> first, ArgumentShape others) {

        JsonNode typed(JsonNode arguments) {
            List<JsonNode> typed = new ArrayList<>();
            for (JsonNode argument : arguments) {
                ArgumentShape shape = typed.size() < first.size() ? first.get(typed.size()) : others;
                typed.add(shape.typed(argument));
            }
            return TypedJson.array(typed);
        }
    }

    /** An argument list of a problem, in typed JSON. */
    JsonNode typed(String taskId, JsonNode arguments) {
        return shapes.getOrDefault(taskId, new Shapes(List.of(), ArgumentShape.AS_IS))
                .typed(arguments);
    }

    /** The comparator of a problem's results. */
    String comparison(String taskId) {
        return comparisons.getOrDefault(taskId, EQUAL);
    }

    private static Document document() {
        try (InputStream resource = EvalPlusProblems.class.getResourceAsStream(RESOURCE)) {
            return AssayJson.read(resource.readAllBytes(), Document.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
