package dev.assay.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.contracts.json.AssayJson;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads what servers write. */
final class Json {

    private Json() {}

    /** The document; the missing node where it is no JSON. */
    static JsonNode parse(String body) {
        try {
            JsonNode document = AssayJson.events().readTree(body);
            return document == null ? MissingNode.getInstance() : document;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(Text.wellFormed(node.asText())) : Optional.empty();
    }

    /** Content as text: a string, or blocks that are not reasoning. */
    static String answerIn(JsonNode content) {
        return content.isArray() ? blocks(content, false) : text(content).orElse("");
    }

    /** The reasoning among blocks of content. */
    static Optional<String> reasoningIn(JsonNode content) {
        return Optional.of(blocks(content, true)).filter(text -> !text.isEmpty());
    }

    private static String blocks(JsonNode content, boolean reasoning) {
        return StreamSupport.stream(content.spliterator(), false)
                .filter(block -> isReasoning(block) == reasoning)
                .map(Json::blockText)
                .collect(Collectors.joining());
    }

    private static boolean isReasoning(JsonNode block) {
        String type = block.path("type").asText();
        return type.contains("thinking") || type.contains("reasoning");
    }

    private static String blockText(JsonNode block) {
        return text(block)
                .or(() -> text(block.path("text")))
                .or(() -> text(block.path("thinking")))
                .or(() -> text(block.path("reasoning")))
                .orElse("");
    }
}
