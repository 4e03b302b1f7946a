package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.experiment.ResponseFormat;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.llm.call.CallFailure.Kind;
import dev.assay.llm.catalogue.Capabilities;
import dev.assay.llm.catalogue.CatalogueModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Anthropic's Messages. */
final class MessagesWire implements Wire {

    private static final double HIGHEST_TEMPERATURE = 1;
    private static final String SYSTEM = "system";

    @Override
    public String path() {
        return "/messages";
    }

    @Override
    public ObjectNode body(
            CatalogueModel model, Sampling sampling, List<ChatMessage> messages, Adaptations adaptations) {
        Capabilities can = model.capabilities();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", model.name());
        body.put("max_tokens", adaptations.maxOutputTokens(sampling, can));
        String system = messages.stream()
                .filter(message -> message.role().equals(SYSTEM))
                .map(ChatMessage::content)
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            body.put(SYSTEM, system);
        }
        var list = body.putArray("messages");
        messages.stream()
                .filter(message -> !message.role().equals(SYSTEM))
                .forEach(message -> list.addObject().put("role", message.role()).put("content", message.content()));
        adaptations.temperature(body, sampling, can);
        if (body.path("temperature").asDouble() > HIGHEST_TEMPERATURE) {
            body.put("temperature", HIGHEST_TEMPERATURE);
            adaptations.note("temperature: " + sampling.temperature() + " -> " + HIGHEST_TEMPERATURE);
        }
        sampling.seed().ifPresent(_ -> adaptations.note("seed: not sent, Messages has none"));
        sampling.reasoningEffort().ifPresent(_ -> adaptations.note("reasoning_effort: not sent"));
        adaptations.format(sampling, can.jsonSchema(), false).ifPresent(format -> {
            if (format instanceof ResponseFormat.JsonSchema(String _, JsonNode schema, var _)) {
                body.putObject("output_format").put("type", "json_schema").set("schema", schema);
            }
        });
        if (model.stream()) {
            body.put("stream", true);
        }
        return body;
    }

    @Override
    public Map<String, String> authorization(String key) {
        return Map.of("x-api-key", key);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("anthropic-version", "2023-06-01", "anthropic-beta", "structured-outputs-2025-11-13");
    }

    @Override
    public StreamAssembler assembler() {
        return new MessagesAssembler();
    }

    @Override
    public CallResult read(JsonNode document, String requestedModel) {
        JsonNode content = document.path("content");
        if (!content.isArray()) {
            return CallFailure.perhapsCharged(Kind.BROKEN_RESPONSE, "the response holds no content");
        }
        return new ChatAnswer(
                Json.answerIn(content),
                Json.reasoningIn(content),
                finishReason(document.path("stop_reason").asText()),
                UsageReader.readMessages(document.path("usage")),
                Json.text(document.path("model")).orElse(requestedModel),
                Json.text(document.path("provider")),
                Json.text(document.path("stop_reason")),
                UsageReader.reportedCost(document.path("usage")));
    }

    private static FinishReason finishReason(String reason) {
        return switch (reason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }
}
