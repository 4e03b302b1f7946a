package dev.assay.contracts.estimate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a run would cost before it is made, in USD, from really rendered prompts. Calls that an earlier answer serves, and
 * those that can never be made, cost nothing and are counted apart. Amounts are absent where no price is known; while
 * {@code unpricedCalls} is not 0, those that are there are lower bounds.
 *
 * @param totalCalls that would be made
 * @param answeredCalls that an earlier answer serves
 * @param errors calls that can never be made; a dry run of the experiment says why
 * @param totalInputTokens of the prompts, as cl100k_base counts them
 * @param minCostUsd the prompts at the cheapest input price, and no output
 * @param estimatedCostUsd the prompts at the input price, and the output that is expected
 * @param maxCostUsd the worst case of every call, by which money is held: with a limit of so much no call waits for money;
 *     where answers are repaired, of all attempts that there may be
 * @param unpricedCalls calls of models without a known price
 * @param remainingUsd what the estimated cost leaves of the limit, below 0 where it does not suffice; absent without a limit,
 *     and where a price is unknown
 * @param models by falling estimated cost, those without a price last
 * @param breakdown by experiment, in the same order
 * @param notes what the amounts count where that is not plain, and what would be asked otherwise than the experiments say
 */
public record Estimate(
        long totalExperiments,
        long totalCalls,
        long answeredCalls,
        long errors,
        long totalInputTokens,
        long totalExpectedOutputTokens,
        long totalMaxOutputTokens,
        Optional<BigDecimal> minCostUsd,
        Optional<BigDecimal> estimatedCostUsd,
        Optional<BigDecimal> maxCostUsd,
        long unpricedCalls,
        Optional<BigDecimal> limitUsd,
        Optional<BigDecimal> remainingUsd,
        List<ModelEstimate> models,
        List<ExperimentEstimate> breakdown,
        List<String> notes) {

    /** What all experiments of a model would cost together. */
    public record ModelEstimate(
            String model,
            long experiments,
            long calls,
            long answered,
            long inputTokens,
            long expectedOutputTokens,
            Optional<BigDecimal> minCostUsd,
            Optional<BigDecimal> estCostUsd,
            Optional<BigDecimal> maxCostUsd) {}

    /**
     * What an experiment would cost.
     *
     * @param knownAnswers how many earlier answers the expected output is the mean of; 0: it is the task type's default
     */
    public record ExperimentEstimate(
            String experimentId,
            String model,
            long calls,
            long answered,
            long errors,
            long inputTokens,
            long expectedOutputTokens,
            long maxOutputTokens,
            long knownAnswers,
            Optional<BigDecimal> minCostUsd,
            Optional<BigDecimal> estCostUsd,
            Optional<BigDecimal> maxCostUsd) {}
}
