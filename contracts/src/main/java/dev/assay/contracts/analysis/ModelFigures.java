package dev.assay.contracts.analysis;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model did over runs.
 *
 * @param experiments experiments in runs, each of which counts once
 * @param meanSuccessRate mean over them of the share that passed, 0 to 1; those without a judged trial are left out
 * @param costPerSuccessUsd total cost / successes; absent where a price is unknown or nothing passed
 */
public record ModelFigures(
        String model,
        long experiments,
        long judged,
        long passed,
        Optional<Double> meanSuccessRate,
        Optional<BigDecimal> costUsd,
        long unknownCosts,
        Optional<BigDecimal> costPerSuccessUsd) {}
