package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Events of Messages as one message; finished by its stop reason. */
final class MessagesAssembler implements StreamAssembler {

    private final ObjectNode message = JsonNodeFactory.instance.objectNode();
    private final Map<Integer, ObjectNode> blocks = new TreeMap<>();
    private boolean ended;

    @Override
    public boolean accept(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message_start" -> {
                if (event.path("message") instanceof ObjectNode start) {
                    message.setAll(start.deepCopy());
                }
            }
            case "content_block_start" -> {
                if (event.path("content_block") instanceof ObjectNode block) {
                    blocks.put(event.path("index").asInt(), block.deepCopy());
                }
            }
            case "content_block_delta" -> {
                return append(event.path("index").asInt(), event.path("delta"));
            }
            case "message_delta" -> end(event);
            case "error" -> message.set("error", event.path("error"));
            default -> {
                // Pings and ends of blocks.
            }
        }
        return false;
    }

    /** Signatures of thinking and other pieces hold nothing that is read. */
    private boolean append(int index, JsonNode delta) {
        Optional<String> field =
                Stream.of("thinking", "text").filter(delta::has).findFirst();
        field.ifPresent(name -> {
            ObjectNode block = blocks.computeIfAbsent(
                    index, unseen -> JsonNodeFactory.instance.objectNode().put("type", name));
            block.put(name, block.path(name).asText("") + delta.path(name).asText(""));
        });
        return field.filter(name -> !delta.path(name).asText("").isEmpty()).isPresent();
    }

    /** The usage here is the sum so far; what it leaves out is as at the start. */
    private void end(JsonNode event) {
        if (event.path("delta").hasNonNull("stop_reason")) {
            message.set("stop_reason", event.path("delta").get("stop_reason"));
            ended = true;
        }
        if (event.path("usage") instanceof ObjectNode usage) {
            ObjectNode whole = message.path("usage") instanceof ObjectNode start ? start : message.putObject("usage");
            usage.properties().forEach(field -> {
                if (!field.getValue().isNull()) {
                    whole.set(field.getKey(), field.getValue());
                }
            });
        }
    }

    @Override
    public Optional<JsonNode> document() {
        if (!ended && !message.has("error")) {
            return Optional.empty();
        }
        ObjectNode whole = message.deepCopy();
        whole.putArray("content").addAll(blocks.values());
        return Optional.of(whole);
    }
}
