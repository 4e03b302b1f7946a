package dev.assay.executor.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Text in the protocol's typed JSON, where a lone surrogate has a form although UTF-8 has none for it. */
public final class TypedText {

    private static final String TAG = "$str";

    private TypedText() {}

    /** The text as it is, or tagged where it holds lone surrogates. */
    public static JsonNode encode(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return nodes.textNode(text);
        }
        return nodes.objectNode().put(TAG, Base64.getEncoder().encodeToString(bytes(text)));
    }

    /** The text for people: what has no form in UTF-8, and NUL, shows as U+FFFD. Empty where {@code node} is no text. */
    public static String forPeople(JsonNode node) {
        if (node.isTextual()) {
            return forPeople(node.asText());
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(node.path(TAG).asText());
            return forPeople(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String forPeople(String text) {
        // A round trip through UTF-8 replaces lone surrogates.
        String clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return clean.replace('\0', '\uFFFD');
    }

    /** UTF-8 in which a lone surrogate is written like any other character of three bytes. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xE0 | point >> 12);
                bytes.write(0x80 | point >> 6 & 0x3F);
                bytes.write(0x80 | point & 0x3F);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
