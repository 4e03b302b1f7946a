package dev.assay.contracts.comparison;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sides and how each differs from the first one, paired by problem. Rates and differences are between −1 and 1,
 * intervals hold with 95 %.
 */
public record Comparison(List<Side> sides, List<Difference> differences) {

    /**
     * The figures of one side.
     *
     * @param problems problems with a judged sample, which the rate is over
     * @param samples judged samples; an answer that was used again counts once
     * @param repeatedAnswers judged trials left out because their answer is counted already
     * @param rate mean over problems of the share of samples that passed; absent while nothing is judged
     * @param standardError of the mean over samples, clustered by problem; only with several samples a problem
     * @param excluded trials that say nothing about the model, by reason
     * @param costUsd what all attempts of the judged trials cost; absent where no price is known
     * @param unknownCosts trials whose cost is unknown; while there are any, costs are lower bounds
     * @param meanGenerationMs of a model call, over the trials that made one
     */
    public record Side(
            String name,
            String runId,
            String experimentId,
            long problems,
            long samples,
            long repeatedAnswers,
            Optional<Rate> rate,
            Optional<Double> standardError,
            Map<String, Long> excluded,
            Optional<BigDecimal> costUsd,
            Optional<BigDecimal> costPerSuccessUsd,
            long unknownCosts,
            Optional<Long> meanGenerationMs) {}

    /** A rate and its interval; {@code method} is {@code wilson} or {@code bootstrap}. */
    public record Rate(double value, double low, double high, String method) {}

    /**
     * How the second side differs from the first on the problems that both have.
     *
     * @param difference second − first
     * @param test {@code mcnemar_exact}, {@code mcnemar_chi_squared} or {@code paired_t}
     * @param adjustedPValue by Holm, over all differences of the comparison
     * @param gradedPValue Wilcoxon's signed ranks over the share of tests passed
     * @param significant whether the adjusted p-value is below 0.05
     * @param gained problems that the second side did better on
     * @param lost problems that the second side did worse on
     * @param sharedProblems problems for which both sides hold the very same answer
     * @param neededProblems to resolve the difference seen with 80 % power
     * @param verdict the same in words
     */
    public record Difference(
            String first,
            String second,
            long problems,
            long onlyFirstHas,
            long onlySecondHas,
            double difference,
            double low,
            double high,
            String test,
            double pValue,
            double adjustedPValue,
            double gradedPValue,
            boolean significant,
            List<String> gained,
            List<String> lost,
            long sharedProblems,
            Optional<Long> neededProblems,
            String verdict) {}
}
