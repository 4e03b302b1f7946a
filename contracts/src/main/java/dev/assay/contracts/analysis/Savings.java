package dev.assay.contracts.analysis;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model saves against a baseline model on the problems that both were asked; the cost of a problem is the mean over
 * its samples, in USD.
 *
 * @param baselineProblemsMissing problems of the run that the baseline was not asked
 * @param cost of the run on the matched problems
 * @param savings baseline's cost − cost
 * @param savingsPct of the baseline's cost, 0 to 100; absent where that is zero
 * @param successRate of the run on the matched problems, 0 to 100
 */
public record Savings(
        String run,
        String model,
        String baseline,
        String baselineModel,
        BigDecimal baselineCost,
        long baselineProblemsMatched,
        long baselineProblemsMissing,
        BigDecimal cost,
        BigDecimal savings,
        Optional<Double> savingsPct,
        double successRate,
        double baselineSuccessRate) {}
