package dev.assay.llm.work;

import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.llm.call.ChatRequest;
import dev.assay.llm.ledger.Offer;
import dev.assay.llm.prompt.RenderedPrompt;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A call with everything it needs.
 *
 * @param promptTokens as far as they can be told before
 * @param mostPromptTokens that the prompt can be billed as
 */
public record PreparedCall(
        GenerateAttempt request,
        RenderedPrompt prompt,
        ChatRequest chat,
        String requestHash,
        long promptTokens,
        long mostPromptTokens) {

    /** Of prompt and answer together, as limits per minute count them. */
    long tokens() {
        return promptTokens + request.sampling().maxOutputTokens();
    }

    Offer offer() {
        return new Offer(
                request.attempt().attemptId(),
                request.accountId(),
                request.model().maxConcurrency(),
                tokens(),
                worstUsd(),
                requestHash);
    }

    /** The most that it can cost; absent where no price is known. */
    private Optional<BigDecimal> worstUsd() {
        return CallCost.worst(
                request.model().price(), mostPromptTokens, request.sampling().maxOutputTokens());
    }
}
