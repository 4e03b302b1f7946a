package dev.assay.contracts.analysis;

import dev.assay.contracts.run.SuccessRate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a model did in a run, as a point in time.
 *
 * @param judged trials whose verdict counts for the model
 * @param excluded trials of the experiment that say nothing about the model
 * @param share of judged trials that passed, 0 to 1; absent while nothing is judged
 * @param interval of that share; absent where problems have several samples
 * @param costPerSuccessUsd total cost / successes; absent where a price is unknown or nothing passed
 */
public record HistoryPoint(
        String model,
        String datasetId,
        String runId,
        String experimentId,
        Instant startedAt,
        long judged,
        long passed,
        long excluded,
        Optional<Double> share,
        Optional<SuccessRate> interval,
        Optional<BigDecimal> costUsd,
        long unknownCosts,
        Optional<BigDecimal> costPerSuccessUsd) {}
