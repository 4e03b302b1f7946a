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
 * @param tokens of prompt and answer, as far as they can be told before
 * @param worstUsd the most that it can cost; absent where no price is known
 */
record PreparedCall(
        GenerateAttempt request,
        RenderedPrompt prompt,
        ChatRequest chat,
        String requestHash,
        long tokens,
        Optional<BigDecimal> worstUsd) {

    Offer offer() {
        return new Offer(
                request.attempt().attemptId(),
                request.accountId(),
                request.model().maxConcurrency(),
                tokens,
                worstUsd,
                requestHash);
    }
}
