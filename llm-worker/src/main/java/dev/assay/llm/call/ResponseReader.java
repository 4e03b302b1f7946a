package dev.assay.llm.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.llm.call.CallFailure.Kind;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads responses of chat completions, with what real servers do differently: an error with status 200, no content,
 * content in blocks, reasoning under two names, another model's name, no usage.
 */
final class ResponseReader {

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;
    private static final int SHOWN_CHARACTERS = 200;

    private ResponseReader() {}

    /** What a response says. The wait that the server asks for is in its headers and not known here. */
    static CallResult read(int status, String body, String requestedModel) {
        JsonNode document = parse(body);
        if (status >= ERRORS) {
            return CallFailure.free(
                    ProviderErrors.kindOf(status, document),
                    "HTTP " + status + ": " + ProviderErrors.messageOf(document, body));
        }
        if (status >= REDIRECTS) {
            return CallFailure.free(
                    Kind.INVALID_REQUEST,
                    "HTTP " + status + ": the server redirects, which is not followed: correct base_url");
        }
        if (status != OK || !document.isObject()) {
            return CallFailure.perhapsCharged(
                    Kind.BROKEN_RESPONSE, "HTTP " + status + " with no JSON object in it: " + Text.oneLine(head(body)));
        }
        return readDocument(document, requestedModel);
    }

    private static CallResult readDocument(JsonNode document, String requestedModel) {
        JsonNode choice = document.path("choices").path(0);
        JsonNode errorHolder = document.hasNonNull("error") ? document : choice;
        if (errorHolder.hasNonNull("error")) {
            return new CallFailure(
                    ProviderErrors.kindOf(errorHolder.get("error")),
                    "HTTP 200 with an error: " + ProviderErrors.messageOf(errorHolder, errorHolder.toString()),
                    Optional.empty(),
                    document.hasNonNull("usage"));
        }
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            return CallFailure.perhapsCharged(Kind.BROKEN_RESPONSE, "the response holds no message");
        }
        Optional<String> refusal = text(message.path("refusal"));
        String answer = answerIn(message.path("content"));
        return new ChatAnswer(
                answer.isEmpty() ? refusal.orElse("") : answer,
                reasoningIn(message),
                refusal.isPresent() ? FinishReason.CONTENT_FILTER : finishReason(choice.path("finish_reason")),
                UsageReader.read(document.path("usage")),
                text(document.path("model")).orElse(requestedModel),
                text(document.path("provider")));
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode document = AssayJson.events().readTree(body);
            return document == null ? MissingNode.getInstance() : document;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String answerIn(JsonNode content) {
        return content.isArray() ? blocks(content, false) : text(content).orElse("");
    }

    private static Optional<String> reasoningIn(JsonNode message) {
        return text(message.path("reasoning"))
                .or(() -> text(message.path("reasoning_content")))
                .or(() -> Optional.of(blocks(message.path("content"), true)).filter(text -> !text.isEmpty()));
    }

    private static String blocks(JsonNode content, boolean reasoning) {
        return StreamSupport.stream(content.spliterator(), false)
                .filter(block -> isReasoning(block) == reasoning)
                .map(ResponseReader::blockText)
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

    private static FinishReason finishReason(JsonNode reason) {
        return switch (reason.asText()) {
            case "stop", "stop_sequence", "end_turn", "eos" -> FinishReason.STOP;
            case "length", "max_tokens" -> FinishReason.LENGTH;
            case "content_filter", "refusal" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(Text.wellFormed(node.asText())) : Optional.empty();
    }

    private static String head(String body) {
        return body.substring(0, Math.min(body.length(), SHOWN_CHARACTERS));
    }
}
