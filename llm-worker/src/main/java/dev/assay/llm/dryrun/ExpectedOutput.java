package dev.assay.llm.dryrun;

import dev.assay.contracts.record.Usage;

/**
 * What a model is expected to write in one call: tokens of text and of reasoning.
 *
 * @param answers how many earlier answers it is the mean of; 0: it is the task type's default
 */
record ExpectedOutput(double outputTokens, double reasoningTokens, long answers) {

    /** Of so many calls; no call writes more than {@code most} tokens, of which the reasoning comes first. */
    Usage usage(long calls, int most) {
        double reasoning = Math.min(reasoningTokens, most);
        double output = Math.min(outputTokens, most - reasoning);
        return new Usage(0, Math.round(output * calls), Math.round(reasoning * calls), 0, 0);
    }
}
