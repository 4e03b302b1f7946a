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

/** OpenAI's Responses. */
final class ResponsesWire implements Wire {

    @Override
    public String path() {
        return "/responses";
    }

    @Override
    public ObjectNode body(
            CatalogueModel model, Sampling sampling, List<ChatMessage> messages, Adaptations adaptations) {
        Capabilities can = model.capabilities();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", model.name());
        var input = body.putArray("input");
        messages.forEach(
                message -> input.addObject().put("role", message.role()).put("content", message.content()));
        adaptations.temperature(body, sampling, can);
        body.put("max_output_tokens", adaptations.maxOutputTokens(sampling, can));
        body.put("store", false);
        sampling.seed().ifPresent(_ -> adaptations.note("seed: not sent, Responses has none"));
        adaptations
                .effort(sampling, can)
                .ifPresent(effort -> body.putObject("reasoning").put("effort", effort));
        adaptations.format(sampling, can.jsonSchema(), can.jsonObject()).ifPresent(format -> {
            format(body.putObject("text").putObject("format"), format);
            can.formatBody().forEach(body::set);
        });
        if (model.stream()) {
            body.put("stream", true);
        }
        return body;
    }

    private static void format(ObjectNode node, ResponseFormat format) {
        switch (format) {
            case ResponseFormat.JsonObject _ -> node.put("type", "json_object");
            case ResponseFormat.JsonSchema(String name, JsonNode schema, var _) ->
                node.put("type", "json_schema")
                        .put("name", name)
                        .put("strict", true)
                        .set("schema", schema);
        }
    }

    @Override
    public StreamAssembler assembler() {
        return new ResponsesAssembler();
    }

    @Override
    public CallResult read(JsonNode document, String requestedModel) {
        JsonNode output = document.path("output");
        if (!output.isArray()) {
            return CallFailure.perhapsCharged(Kind.BROKEN_RESPONSE, "the response holds no output");
        }
        StringBuilder answer = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        for (JsonNode item : output) {
            if (item.path("type").asText().equals("reasoning")) {
                append(reasoning, item.path("summary"), "text");
                append(reasoning, item.path("content"), "text");
            } else {
                append(answer, item.path("content"), "text");
                append(refusal, item.path("content"), "refusal");
            }
        }
        return new ChatAnswer(
                answer.isEmpty() ? refusal.toString() : answer.toString(),
                Optional.of(reasoning.toString()).filter(text -> !text.isEmpty()),
                refusal.isEmpty() ? finishReason(document) : FinishReason.CONTENT_FILTER,
                UsageReader.readResponses(document.path("usage")),
                Json.text(document.path("model")).orElse(requestedModel),
                Json.text(document.path("provider")),
                Json.text(document.path("incomplete_details").path("reason"))
                        .or(() -> Json.text(document.path("status"))),
                UsageReader.reportedCost(document.path("usage")));
    }

    private static void append(StringBuilder text, JsonNode parts, String field) {
        parts.forEach(part -> Json.text(part.path(field)).ifPresent(text::append));
    }

    private static FinishReason finishReason(JsonNode document) {
        return switch (document.path("status").asText()) {
            case "completed" -> FinishReason.STOP;
            case "incomplete" ->
                switch (document.path("incomplete_details").path("reason").asText()) {
                    case "max_output_tokens" -> FinishReason.LENGTH;
                    case "content_filter" -> FinishReason.CONTENT_FILTER;
                    default -> FinishReason.OTHER;
                };
            default -> FinishReason.OTHER;
        };
    }
}
