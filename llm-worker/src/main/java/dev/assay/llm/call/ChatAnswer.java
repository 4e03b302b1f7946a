package dev.assay.llm.call;

import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.record.Usage;
import java.util.Optional;

/**
 * What a model answered.
 *
 * @param answer the text as it came; empty where the model gave none
 * @param usage absent where the server reported none
 * @param servedModel as the server named it
 * @param provider the one that a router says it used
 */
public record ChatAnswer(
        String answer,
        Optional<String> reasoning,
        FinishReason finishReason,
        Optional<Usage> usage,
        String servedModel,
        Optional<String> provider)
        implements CallResult {}
