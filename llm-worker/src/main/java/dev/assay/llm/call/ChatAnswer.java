package dev.assay.llm.call;

import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model answered.
 *
 * @param answer the text without reasoning; empty where the model gave none
 * @param usage absent where the server reported none
 * @param servedModel as the server named it
 * @param provider the one that a router says it used
 * @param stopReason why the model stopped, in the server's word
 * @param reportedCostUsd what the server says it charged
 */
public record ChatAnswer(
        String answer,
        Optional<String> reasoning,
        FinishReason finishReason,
        Optional<Usage> usage,
        String servedModel,
        Optional<String> provider,
        Optional<String> stopReason,
        Optional<BigDecimal> reportedCostUsd)
        implements CallResult {

    ChatAnswer with(String otherAnswer, String otherReasoning) {
        return new ChatAnswer(
                otherAnswer,
                Optional.of(otherReasoning),
                finishReason,
                usage,
                servedModel,
                provider,
                stopReason,
                reportedCostUsd);
    }
}
