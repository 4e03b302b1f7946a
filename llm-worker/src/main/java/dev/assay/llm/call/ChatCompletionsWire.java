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
import java.util.Optional;

/** OpenAI's chat completions, with what OpenRouter adds and what real servers do differently. */
final class ChatCompletionsWire implements Wire {

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public ObjectNode body(
            CatalogueModel model, Sampling sampling, List<ChatMessage> messages, Adaptations adaptations) {
        Capabilities can = model.capabilities();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", model.name());
        var list = body.putArray("messages");
        messages.forEach(message -> list.addObject().put("role", message.role()).put("content", message.content()));
        adaptations.temperature(body, sampling, can);
        body.put(can.maxTokensField(), adaptations.maxOutputTokens(sampling, can));
        seed(body, sampling, can, adaptations);
        adaptations.effort(sampling, can).ifPresent(effort -> {
            if (model.provider().routing()) {
                body.putObject("reasoning").put("effort", effort);
            } else {
                body.put("reasoning_effort", effort);
            }
        });
        adaptations.format(sampling, can.jsonSchema(), can.jsonObject()).ifPresent(format -> {
            format(body.putObject("response_format"), format);
            can.formatBody().forEach(body::set);
        });
        if (model.provider().routing()) {
            body.putObject("usage").put("include", true);
        }
        if (model.stream()) {
            body.put("stream", true);
            body.putObject("stream_options").put("include_usage", true);
        }
        return body;
    }

    private static void seed(ObjectNode body, Sampling sampling, Capabilities can, Adaptations adaptations) {
        sampling.seed().ifPresent(seed -> {
            if (can.seed()) {
                body.put("seed", seed);
            } else {
                adaptations.note("seed: not sent");
            }
        });
    }

    private static void format(ObjectNode node, ResponseFormat format) {
        switch (format) {
            case ResponseFormat.JsonObject _ -> node.put("type", "json_object");
            case ResponseFormat.JsonSchema(String name, JsonNode schema, var _) ->
                node.put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", name)
                        .put("strict", true)
                        .set("schema", schema);
        }
    }

    @Override
    public StreamAssembler assembler() {
        return new ChatCompletionsAssembler();
    }

    @Override
    public CallResult read(JsonNode document, String requestedModel) {
        JsonNode choice = document.path("choices").path(0);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            return CallFailure.perhapsCharged(Kind.BROKEN_RESPONSE, "the response holds no message");
        }
        Optional<String> refusal = Json.text(message.path("refusal"));
        String answer = Json.answerIn(message.path("content"));
        return new ChatAnswer(
                answer.isEmpty() ? refusal.orElse("") : answer,
                reasoningIn(message),
                refusal.isPresent() ? FinishReason.CONTENT_FILTER : finishReason(choice.path("finish_reason")),
                UsageReader.read(document.path("usage")),
                Json.text(document.path("model")).orElse(requestedModel),
                Json.text(document.path("provider")),
                Json.text(choice.path("native_finish_reason")).or(() -> Json.text(choice.path("finish_reason"))),
                UsageReader.reportedCost(document.path("usage")));
    }

    private static Optional<String> reasoningIn(JsonNode message) {
        return Json.text(message.path("reasoning"))
                .or(() -> Json.text(message.path("reasoning_content")))
                .or(() -> Json.reasoningIn(message.path("content")));
    }

    private static FinishReason finishReason(JsonNode reason) {
        return switch (reason.asText()) {
            case "stop", "stop_sequence", "end_turn", "eos" -> FinishReason.STOP;
            case "length", "max_tokens" -> FinishReason.LENGTH;
            case "content_filter", "refusal" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }
}
