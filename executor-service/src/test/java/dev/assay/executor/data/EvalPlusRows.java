package dev.assay.executor.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.InputGroup;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Inputs;
import dev.assay.executor.JudgeFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Rows of HumanEval+ and MBPP+ as problems, by the rules that the importer uses. */
final class EvalPlusRows {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode RULES = rules();

    private EvalPlusRows() {}

    static OracleProblem problem(JsonNode row) {
        String task = row.get("task_id").asText();
        String entryPoint = row.get("entry_point").asText();
        Inputs inputs = new Inputs(
                List.of(group("base", Visibility.FEEDBACK, task, row), group("plus", Visibility.HIDDEN, task, row)),
                row.get("atol").asDouble(),
                rule("comparisons", task).path("comparison").asText("equal"));
        String solution = row.get("canonical_solution").asText();
        ExecutionLimits limits = ExecutionLimits.cpu(30);
        return isHumanEval(row)
                ? JudgeFixture.problem(entryPoint, row.get("prompt").asText(), solution, inputs, limits)
                : JudgeFixture.program(entryPoint, solution, inputs, limits);
    }

    static boolean isHumanEval(JsonNode row) {
        return row.get("task_id").asText().startsWith("HumanEval");
    }

    private static InputGroup group(String name, Visibility visibility, String task, JsonNode row) {
        ArrayNode inputs = NODES.arrayNode();
        for (JsonNode arguments : row.get(name + "_input")) {
            inputs.add(typed(rule("arguments", task), arguments));
        }
        return new InputGroup(name, visibility, inputs.toString());
    }

    private static ArrayNode typed(JsonNode rule, JsonNode arguments) {
        ArrayNode typed = NODES.arrayNode();
        for (JsonNode argument : arguments) {
            String shape = rule.path("first")
                    .path(typed.size())
                    .asText(rule.path("each").asText("as is"));
            typed.add(shaped(shape, argument));
        }
        return typed;
    }

    private static JsonNode shaped(String shape, JsonNode argument) {
        return switch (shape) {
            case "as is" -> plain(argument);
            case "tuple" -> tuple(argument, EvalPlusRows::plain);
            case "list of tuple" -> each(argument, item -> shaped("tuple", item));
            case "tuple of tuple" -> tuple(argument, item -> shaped("tuple", item));
            case "tuple of tuple where list" ->
                tuple(argument, item -> shaped(item.isArray() ? "tuple" : "as is", item));
            case "tuple all the way down" ->
                argument.isArray() ? tuple(argument, item -> shaped(shape, item)) : plain(argument);
            case "list of set or empty dict" ->
                each(argument, item -> item.isEmpty() ? NODES.objectNode() : tagged("$set", item, EvalPlusRows::plain));
            case "dict of tuple" -> {
                ObjectNode dict = NODES.objectNode();
                argument.properties().forEach(member -> dict.set(member.getKey(), shaped("tuple", member.getValue())));
                yield dict;
            }
            case "float" -> NODES.numberNode(Double.parseDouble(argument.asText()));
            case "complex" -> complex(argument.asText());
            default -> throw new IllegalArgumentException(shape);
        };
    }

    /** Its numbers that JSON lacks, typed. */
    private static JsonNode plain(JsonNode argument) {
        if (argument.isArray()) {
            return each(argument, EvalPlusRows::plain);
        }
        if (argument.isObject()) {
            ObjectNode dict = NODES.objectNode();
            argument.properties().forEach(member -> dict.set(member.getKey(), plain(member.getValue())));
            return dict;
        }
        if (argument.isDouble() && !Double.isFinite(argument.doubleValue())) {
            String name = Double.toString(argument.doubleValue()).toLowerCase(Locale.ROOT);
            return NODES.objectNode().put("$float", name.replace("infinity", "inf"));
        }
        return argument;
    }

    private static JsonNode tuple(JsonNode items, UnaryOperator<JsonNode> item) {
        return tagged("$tuple", items, item);
    }

    private static JsonNode tagged(String tag, JsonNode items, UnaryOperator<JsonNode> item) {
        return NODES.objectNode().set(tag, each(items, item));
    }

    private static ArrayNode each(JsonNode items, UnaryOperator<JsonNode> item) {
        ArrayNode all = NODES.arrayNode();
        if (items.isTextual()) {
            items.asText().codePoints().forEach(point -> all.add(Character.toString(point)));
        } else {
            items.forEach(one -> all.add(item.apply(one)));
        }
        return all;
    }

    /** {@code 1+2j}, {@code (1+2j)}, {@code 2j}, {@code 1}. */
    private static JsonNode complex(String text) {
        String number = text.replaceAll("[()]", "");
        if (!number.endsWith("j")) {
            return complex(Double.parseDouble(number), 0);
        }
        String[] parts = number.substring(0, number.length() - 1).split("(?<=[^e])(?=[+-])");
        double imaginary = Double.parseDouble(parts[parts.length - 1]);
        return complex(parts.length == 1 ? 0 : Double.parseDouble(parts[0]), imaginary);
    }

    private static JsonNode complex(double real, double imaginary) {
        return NODES.objectNode().set("$complex", NODES.arrayNode().add(real).add(imaginary));
    }

    private static JsonNode rule(String kind, String task) {
        for (JsonNode rule : RULES.get(kind)) {
            if (rule.get("tasks").valueStream().anyMatch(each -> each.asText().equals(task))) {
                return rule;
            }
        }
        return NODES.objectNode();
    }

    private static JsonNode rules() {
        try {
            return AssayJson.read(
                    Files.readAllBytes(Path.of("../dataset-service/src/main/resources/evalplus/problems.json")),
                    JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
