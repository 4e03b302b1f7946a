package dev.assay.dataset.task.functioncompletion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.dataset.importing.InvalidProblem;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Values in the typed JSON of the judge's protocol: plain JSON, and objects with a single tagged member ({@code
 * {"$tuple": […]}}) for what JSON has no form for. {@code docs/judge-protocol.md} describes it.
 */
final class TypedJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TAG = "$";
    private static final int HALF_CHARACTER_LEAD = 0xe0;

    private TypedJson() {}

    /** A value of plain JSON, as Python reads it. */
    static JsonNode ofPlain(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> array(value.valueStream().map(TypedJson::ofPlain).toList());
            case OBJECT -> object(value);
            case NUMBER -> number(value);
            case STRING -> text(value.textValue());
            case BOOLEAN, NULL -> value;
            case BINARY, POJO, MISSING -> throw new IllegalArgumentException("not JSON: " + value.getNodeType());
        };
    }

    /**
     * Throws {@link InvalidProblem} where {@code value} is not typed JSON.
     *
     * @param field where it stands in its problem
     */
    static void check(JsonNode value, String field) {
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            throw new InvalidProblem(
                    field, "write it as {\"$float\": \"inf\"}, {\"$float\": \"-inf\"} or {\"$float\": \"nan\"}");
        }
        if (value.isObject() && value.size() == 1) {
            var only = value.properties().iterator().next();
            if (only.getKey().startsWith(TAG)) {
                checkTag(only.getKey(), only.getValue(), field);
                return;
            }
        }
        value.forEach(item -> check(item, field));
    }

    private static void checkTag(String tag, JsonNode content, String field) {
        boolean right = switch (tag) {
            case "$tuple", "$set", "$frozenset" -> content.isArray();
            case "$dict" -> content.isArray() && content.valueStream().allMatch(pair -> pair.size() == 2);
            case "$complex" -> content.isArray() && content.size() == 2;
            case "$float" -> Set.of("nan", "inf", "-inf").contains(content.asText());
            case "$int", "$bytes", "$str" -> content.isTextual();
            default -> false;
        };
        if (!right) {
            throw new InvalidProblem(
                    field,
                    "`%s` is not a tag of typed JSON, or not with this content; see docs/judge-protocol.md"
                            .formatted(tag));
        }
        content.forEach(item -> check(item, field));
    }

    static JsonNode array(Collection<JsonNode> items) {
        return NODES.arrayNode().addAll(items);
    }

    static JsonNode tagged(String tag, JsonNode content) {
        return NODES.objectNode().set(TAG + tag, content);
    }

    static JsonNode tuple(Collection<JsonNode> items) {
        return tagged("tuple", array(items));
    }

    static JsonNode set(Collection<JsonNode> items) {
        return tagged("set", array(items));
    }

    static JsonNode complex(double real, double imaginary) {
        ArrayNode parts = NODES.arrayNode();
        return tagged("complex", parts.add(real(real)).add(real(imaginary)));
    }

    static JsonNode real(double value) {
        if (Double.isFinite(value)) {
            return NODES.numberNode(value);
        }
        String name = Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        return tagged("float", NODES.textNode(name));
    }

    static JsonNode text(String text) {
        boolean whole = text.codePoints().noneMatch(TypedJson::isHalfCharacter);
        return whole ? NODES.textNode(text) : tagged("str", NODES.textNode(base64(text)));
    }

    private static JsonNode number(JsonNode value) {
        if (!value.isIntegralNumber()) {
            return real(value.doubleValue());
        }
        if (value.canConvertToLong()) {
            return value;
        }
        var integer = value.bigIntegerValue();
        String sign = integer.signum() < 0 ? "-" : "";
        return tagged("int", NODES.textNode(sign + "0x" + integer.abs().toString(16)));
    }

    private static JsonNode object(JsonNode value) {
        boolean plain = value.propertyStream()
                .map(Map.Entry::getKey)
                .noneMatch(key -> key.startsWith(TAG) || key.codePoints().anyMatch(TypedJson::isHalfCharacter));
        if (plain) {
            ObjectNode object = NODES.objectNode();
            value.properties().forEach(member -> object.set(member.getKey(), ofPlain(member.getValue())));
            return object;
        }
        ArrayNode members = NODES.arrayNode();
        value.properties()
                .forEach(member -> members.addArray().add(text(member.getKey())).add(ofPlain(member.getValue())));
        return tagged("dict", members);
    }

    private static boolean isHalfCharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** UTF-8 in which half a character has three bytes, as Python's {@code surrogatepass} writes it. */
    private static String base64(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (isHalfCharacter(point)) {
                bytes.write(HALF_CHARACTER_LEAD | point >> 12);
                bytes.write(0x80 | point >> 6 & 0x3f);
                bytes.write(0x80 | point & 0x3f);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        });
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
