package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/** Events of Responses: the last one carries the whole response. */
final class ResponsesAssembler implements StreamAssembler {

    private Optional<JsonNode> document = Optional.empty();

    @Override
    public boolean accept(JsonNode event) {
        String type = event.path("type").asText();
        switch (type) {
            case "response.completed", "response.incomplete", "response.failed" ->
                document = Optional.of(event.path("response"));
            case "error" -> {
                JsonNode error = event.hasNonNull("error") ? event.get("error") : event;
                document = Optional.of(JsonNodeFactory.instance.objectNode().set("error", error));
            }
            default -> {
                // Pieces of what the last event has whole.
            }
        }
        return type.endsWith(".delta") && !event.path("delta").asText().isEmpty();
    }

    @Override
    public Optional<JsonNode> document() {
        return document.filter(JsonNode::isObject);
    }
}
