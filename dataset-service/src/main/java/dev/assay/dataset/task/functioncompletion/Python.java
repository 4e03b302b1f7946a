package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What importers need to know of Python text. */
final class Python {

    static final String LANGUAGE = "python";

    private static final Pattern DEFINITION = Pattern.compile("(?m)^(?:async[ \\t]+)?(?:def|class)[ \\t]+(\\w+)");

    private Python() {}

    /** Whether code defines a function or class of that name, not indented. */
    static boolean defines(String code, String name) {
        return definitions(code).contains(name);
    }

    /** Functions and classes that code defines, not indented. */
    static List<String> definitions(String code) {
        return DEFINITION.matcher(code).results().map(found -> found.group(1)).toList();
    }

    /** Which of {@code names} is called first in an expression. */
    static Optional<String> firstCalled(String expression, List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("\\b(" + any + ")\\s*\\(")
                .matcher(expression)
                .results()
                .findFirst()
                .map((MatchResult found) -> found.group(1));
    }

    /** A value of typed JSON as an expression. */
    static String literal(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "None";
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NUMBER -> value.asText();
            case STRING -> quoted(value.textValue());
            case ARRAY -> "[" + joined(value) + "]";
            case OBJECT -> object(value);
            case BINARY, POJO, MISSING -> throw new IllegalArgumentException("not JSON: " + value.getNodeType());
        };
    }

    private static String object(JsonNode value) {
        if (value.size() == 1) {
            var only = value.properties().iterator().next();
            if (only.getKey().startsWith("$")) {
                return tagged(only.getKey(), only.getValue());
            }
        }
        return value.propertyStream()
                .map(member -> quoted(member.getKey()) + ": " + literal(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String tagged(String tag, JsonNode content) {
        return switch (tag) {
            case "$tuple" -> content.size() == 1 ? "(" + joined(content) + ",)" : "(" + joined(content) + ")";
            case "$set" -> content.isEmpty() ? "set()" : "{" + joined(content) + "}";
            case "$frozenset" -> content.isEmpty() ? "frozenset()" : "frozenset({" + joined(content) + "})";
            case "$dict" ->
                content.valueStream()
                        .map(pair -> literal(pair.get(0)) + ": " + literal(pair.get(1)))
                        .collect(Collectors.joining(", ", "{", "}"));
            case "$float" -> "float(" + quoted(content.textValue()) + ")";
            case "$complex" -> "complex(" + joined(content) + ")";
            case "$int" -> content.textValue();
            case "$bytes" -> "base64.b64decode(" + quoted(content.textValue()) + ")";
            case "$str" -> "base64.b64decode(" + quoted(content.textValue()) + ").decode('utf-8', 'surrogatepass')";
            default -> throw new IllegalArgumentException("unknown tag " + tag);
        };
    }

    private static String joined(JsonNode items) {
        return items.valueStream().map(Python::literal).collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\'' -> quoted.append("\\'");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(point)) {
                        quoted.append("\\x%02x".formatted(point));
                    } else {
                        quoted.appendCodePoint(point);
                    }
                }
            }
        });
        return quoted.append('\'').toString();
    }
}
