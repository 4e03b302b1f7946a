package dev.assay.contracts.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * How hard a problem is for the models that were asked.
 *
 * @param samples judged answers; one that was used again counts once
 * @param successRate share of them that passed, 0 to 1
 * @param hard whether less than 30 % passed
 * @param failingModels models of which no answer passed
 * @param costUsd what all judged trials at it cost; absent where no price is known
 * @param unknownCosts trials whose price is unknown; while there are any, the cost is a lower bound
 */
public record ProblemDifficulty(
        String datasetId,
        String problemId,
        long samples,
        long passed,
        double successRate,
        boolean hard,
        List<String> failingModels,
        Optional<BigDecimal> costUsd,
        long unknownCosts) {

    /** Below this share a problem is hard. */
    public static final double HARD = 0.3;
}
