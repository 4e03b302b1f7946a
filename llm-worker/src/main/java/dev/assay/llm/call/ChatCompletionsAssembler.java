package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chunks of chat completions as one completion. Finished by a finish reason or by {@code [DONE]}, since servers leave out
 * either; usage is taken from whichever chunk has it.
 */
final class ChatCompletionsAssembler implements StreamAssembler {

    private static final List<String> TEXTS = List.of("content", "refusal", "reasoning", "reasoning_content");

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode choice = JsonNodeFactory.instance.objectNode();
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private boolean ended;

    @Override
    public boolean accept(JsonNode chunk) {
        for (String field : List.of("id", "model", "provider", "usage", "error")) {
            if (chunk.hasNonNull(field)) {
                document.set(field, chunk.get(field));
            }
        }
        boolean text = false;
        for (JsonNode part : chunk.path("choices")) {
            if (part.path("index").asInt(0) == 0) {
                text |= acceptChoice(part);
            }
        }
        return text;
    }

    private boolean acceptChoice(JsonNode part) {
        for (String field : List.of("finish_reason", "native_finish_reason", "error")) {
            if (part.hasNonNull(field)) {
                choice.set(field, part.get(field));
            }
        }
        ended |= part.hasNonNull("finish_reason");
        JsonNode delta = part.has("delta") ? part.get("delta") : part.path("message");
        boolean text = false;
        for (String field : TEXTS) {
            String more = field.equals("content")
                    ? Json.answerIn(delta.path(field))
                    : delta.path(field).asText("");
            if (delta.hasNonNull(field)) {
                texts.computeIfAbsent(field, name -> new StringBuilder()).append(more);
                text |= !more.isEmpty();
            }
        }
        return text;
    }

    @Override
    public void done() {
        ended = true;
    }

    @Override
    public Optional<JsonNode> document() {
        boolean failed = document.has("error") || choice.has("error");
        if (!failed && (!ended || texts.isEmpty() && !choice.has("finish_reason"))) {
            return Optional.empty();
        }
        ObjectNode whole = document.deepCopy();
        ObjectNode message =
                whole.putArray("choices").add(choice.deepCopy()).path(0).withObject("/message");
        texts.forEach((field, text) -> message.put(field, text.toString()));
        return Optional.of(whole);
    }
}
