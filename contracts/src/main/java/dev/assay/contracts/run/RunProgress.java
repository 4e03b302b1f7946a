package dev.assay.contracts.run;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run is and what it says so far, derived from the states of its trials.
 *
 * @param total trials there are
 * @param ended trials that reached a verdict or were stopped
 * @param stopped trials ended without a verdict (cancelled, or the budget was used up)
 * @param judged trials whose verdict counts for the model: the denominator of the rate
 * @param successRate absent while nothing is judged, where problems have several samples, and where some trials are repaired
 *     and others not
 * @param withinAttempts the most attempts of a trial, where all are repaired: the rate is that of success within so many,
 *     which is no pass@k
 * @param passAtK of trials that are not repaired, by rising k, where problems have several samples; empty otherwise
 * @param cachedAnswers trials whose answer was used again
 * @param unknownCosts trials with usage whose price is unknown; while there are any, {@code cost} is a lower bound
 */
public record RunProgress(
        long total,
        long ended,
        long stopped,
        long judged,
        long passed,
        Map<Verdict, Long> verdicts,
        Optional<SuccessRate> successRate,
        Optional<Integer> withinAttempts,
        List<PassAtK> passAtK,
        Usage usage,
        Cost cost,
        long unknownCosts,
        long cachedAnswers,
        double elapsedSeconds) {}
