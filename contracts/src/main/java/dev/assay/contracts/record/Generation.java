package dev.assay.contracts.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An answer and everything known about how it was made.
 *
 * @param source {@code model} or {@code provided}
 * @param answer the text without reasoning, otherwise exactly as it came; hostile until proven otherwise
 * @param reasoning what the model thought before it answered
 * @param cachedFrom the attempt id whose answer was used again
 * @param language id of the runtime that the answer was asked for in; absent where the problem says it
 */
public record Generation(
        Source source,
        AnswerForm form,
        String answer,
        Optional<String> reasoning,
        FinishReason finishReason,
        Usage usage,
        Cost cost,
        Optional<ModelCall> call,
        Optional<UUID> cachedFrom,
        Optional<String> language) {

    /** An answer to a problem that says itself in which language it is answered. */
    public Generation(
            Source source,
            AnswerForm form,
            String answer,
            Optional<String> reasoning,
            FinishReason finishReason,
            Usage usage,
            Cost cost,
            Optional<ModelCall> call,
            Optional<UUID> cachedFrom) {
        this(source, form, answer, reasoning, finishReason, usage, cost, call, cachedFrom, Optional.empty());
    }

    public enum Source {
        @com.fasterxml.jackson.annotation.JsonProperty("model")
        MODEL,
        @com.fasterxml.jackson.annotation.JsonProperty("provided")
        PROVIDED
    }

    /** Why the model stopped. */
    public enum FinishReason {
        STOP,
        /** Cut at the token limit. */
        LENGTH,
        CONTENT_FILTER,
        /** The provider said something else, or nothing. */
        OTHER;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static FinishReason of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** A brought answer. */
    public static Generation provided(AnswerForm form, String answer) {
        return new Generation(
                Source.PROVIDED,
                form,
                answer,
                Optional.empty(),
                FinishReason.STOP,
                Usage.NONE,
                Cost.FREE,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The call on the wire, without secrets.
     *
     * @param promptHash SHA-256 of the rendered messages
     * @param requestHash SHA-256 over model, parameters, rendered messages and sample number
     * @param wireRequest the request body exactly as sent
     * @param wireResponse the response body exactly as received
     * @param provider host of the base URL, or what the router says it used
     * @param servedModel the model's name as the server gave it
     * @param totalMs from sending the request to the last byte of the answer
     * @param firstTokenMs from sending the request to the first piece of text or reasoning; only where the answer was
     *     streamed
     * @param stopReason why the model stopped, in the provider's own word
     * @param reportedCostUsd what the provider says it charged
     * @param adaptations what was asked for and not sent as such because the model cannot do it
     */
    public record ModelCall(
            String promptTemplate,
            List<ChatMessage> prompt,
            String promptHash,
            String requestHash,
            String url,
            String wireRequest,
            String wireResponse,
            String provider,
            String servedModel,
            Instant startedAt,
            long totalMs,
            Optional<Long> firstTokenMs,
            List<CallRetry> retries,
            Optional<String> stopReason,
            Optional<BigDecimal> reportedCostUsd,
            Optional<List<String>> adaptations) {}

    /** One message of the rendered prompt. */
    public record ChatMessage(String role, String content) {}

    /** A call that failed and was tried again after {@code delayMs}. */
    public record CallRetry(Instant at, String cause, String message, long delayMs) {}
}
