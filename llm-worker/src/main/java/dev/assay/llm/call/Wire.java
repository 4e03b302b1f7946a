package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.llm.catalogue.CatalogueModel;
import java.util.List;
import java.util.Map;

/** One protocol: what is sent, and how answers are read. */
interface Wire {

    static Wire of(Protocol protocol) {
        return switch (protocol) {
            case CHAT_COMPLETIONS -> new ChatCompletionsWire();
            case RESPONSES -> new ResponsesWire();
            case MESSAGES -> new MessagesWire();
        };
    }

    /** What stands after the base URL. */
    String path();

    /** The request, without what a model cannot do; {@code adaptations} is told what that was. */
    ObjectNode body(CatalogueModel model, Sampling sampling, List<ChatMessage> messages, Adaptations adaptations);

    /** The headers that carry the key. */
    default Map<String, String> authorization(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    /** Further headers of every call. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** Makes a streamed answer whole. */
    StreamAssembler assembler();

    /** What a whole answer without an error says. */
    CallResult read(JsonNode document, String requestedModel);
}
