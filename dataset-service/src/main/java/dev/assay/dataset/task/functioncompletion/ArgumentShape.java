package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.dataset.importing.InvalidProblem;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a plain JSON argument stands for, where JSON has no form for it. EvalPlus gives the arguments of MBPP+ as plain
 * JSON and turns them into tuples, sets and complex numbers problem by problem.
 */
enum ArgumentShape {
    AS_IS("as is") {
        @Override
        JsonNode typed(JsonNode argument) {
            return TypedJson.ofPlain(argument);
        }
    },
    TUPLE("tuple") {
        @Override
        JsonNode typed(JsonNode argument) {
            return TypedJson.tuple(each(argument, TypedJson::ofPlain));
        }
    },
    LIST_OF_TUPLE("list of tuple") {
        @Override
        JsonNode typed(JsonNode argument) {
            return TypedJson.array(each(argument, TUPLE::typed));
        }
    },
    TUPLE_OF_TUPLE("tuple of tuple") {
        @Override
        JsonNode typed(JsonNode argument) {
            return TypedJson.tuple(each(argument, TUPLE::typed));
        }
    },
    TUPLE_OF_TUPLE_WHERE_LIST("tuple of tuple where list") {
        @Override
        JsonNode typed(JsonNode argument) {
            return TypedJson.tuple(
                    each(argument, item -> item.isArray() ? TUPLE.typed(item) : TypedJson.ofPlain(item)));
        }
    },
    TUPLE_ALL_THE_WAY_DOWN("tuple all the way down") {
        @Override
        JsonNode typed(JsonNode argument) {
            return argument.isArray() ? TypedJson.tuple(each(argument, this::typed)) : TypedJson.ofPlain(argument);
        }
    },
    LIST_OF_SET_OR_EMPTY_DICT("list of set or empty dict") {
        @Override
        JsonNode typed(JsonNode argument) {
            return TypedJson.array(each(
                    argument,
                    item -> item.isEmpty()
                            ? JsonNodeFactory.instance.objectNode()
                            : TypedJson.set(each(item, TypedJson::ofPlain))));
        }
    },
    DICT_OF_TUPLE("dict of tuple") {
        @Override
        JsonNode typed(JsonNode argument) {
            ObjectNode dict = JsonNodeFactory.instance.objectNode();
            argument.properties().forEach(member -> dict.set(member.getKey(), TUPLE.typed(member.getValue())));
            return dict;
        }
    },
    FLOAT("float") {
        @Override
        JsonNode typed(JsonNode argument) {
            return TypedJson.real(PythonNumbers.real(argument.asText()));
        }
    },
    COMPLEX("complex") {
        @Override
        JsonNode typed(JsonNode argument) {
            return PythonNumbers.complex(argument.asText());
        }
    };

    private final String code;

    ArgumentShape(String code) {
        this.code = code;
    }

    /** The argument in typed JSON. */
    abstract JsonNode typed(JsonNode argument);

    /** The shape with that name in {@code evalplus/problems.json}. */
    static ArgumentShape of(String code) {
        for (ArgumentShape shape : values()) {
            if (shape.code.equals(code)) {
                return shape;
            }
        }
        throw new IllegalArgumentException("no such shape: " + code);
    }

    /** The items of what Python can iterate: a list's, a text's characters, a dict's keys. */
    private static List<JsonNode> each(JsonNode iterable, UnaryOperator<JsonNode> item) {
        if (iterable.isArray()) {
            return iterable.valueStream().map(item).toList();
        }
        if (iterable.isTextual()) {
            return iterable.textValue()
                    .codePoints()
                    .mapToObj(Character::toString)
                    .map(TypedJson::text)
                    .toList();
        }
        if (iterable.isObject()) {
            return iterable.propertyStream()
                    .map(member -> TypedJson.text(member.getKey()))
                    .toList();
        }
        throw new InvalidProblem(
                "base_input, plus_input", "an argument of this problem must be a list, not " + iterable);
    }
}
