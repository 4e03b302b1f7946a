package dev.assay.experiment.run;

import dev.assay.contracts.estimate.Estimate;
import dev.assay.experiment.estimate.DryRuns;
import dev.assay.experiment.estimate.Estimates;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Says what a run would cost, and refuses a limit that cannot be enough. */
@ApplicationScoped
class Estimator {

    private static final int DECIMALS_SAID = 6;
    private static final int MOST_LOOKED_AT = 1000;

    private final DryRuns dryRuns;

    Estimator(DryRuns dryRuns) {
        this.dryRuns = dryRuns;
    }

    Estimate of(PlannedCalls calls, Optional<BigDecimal> limitUsd) {
        return Estimates.of(
                calls.experiments().stream()
                        .flatMap(one -> dryRuns.ofAllModels(one, calls.reuseAnswers()).stream())
                        .toList(),
                limitUsd);
    }

    /**
     * Refuses a limit below what the prompts alone cost: such a run would stop half-way for sure, and what it had
     * measured by then would be the first problems of the data set. Looks at a part of a large run only, which costs no
     * more than the whole: whoever starts a run must not wait for minutes.
     */
    void requireEnough(PlannedCalls calls, BigDecimal limitUsd) {
        PlannedCalls looked = calls.first(MOST_LOOKED_AT);
        Estimate estimate = of(looked, Optional.of(limitUsd));
        estimate.minCostUsd().filter(least -> least.compareTo(limitUsd) > 0).ifPresent(least -> {
            throw Problems.impossible("limit_usd is " + limitUsd.toPlainString() + ", and the prompts of "
                    + (looked.problems() < calls.problems() ? "the first " : "") + estimate.totalCalls()
                    + " calls alone cost about " + said(least) + " USD, with answers about "
                    + said(estimate.estimatedCostUsd().orElse(least))
                    + " USD: the run would stop half-way; raise limit_usd, or take a slice of the data set");
        });
    }

    private static String said(BigDecimal usd) {
        return usd.setScale(DECIMALS_SAID, RoundingMode.UP).stripTrailingZeros().toPlainString();
    }
}
