package dev.assay.experiment.summary;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.summary.BenchmarkSummary.SummaryStats;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up trials to the figures of a summary; what says nothing about the model is only counted, by reason. */
final class SummaryTally {

    private static final double PER_CENT = 100;

    private final Map<String, Long> excluded = new TreeMap<>();
    private long judged;
    private long passed;
    private long attempts;
    private long unpriced;
    private BigDecimal cost = BigDecimal.ZERO;
    private Usage usage = Usage.NONE;

    /** What several tallies add up to. */
    static SummaryTally together(List<SummaryTally> tallies) {
        SummaryTally sum = new SummaryTally();
        tallies.forEach(sum::add);
        return sum;
    }

    private void add(SummaryTally other) {
        other.excluded.forEach((reason, trials) -> excluded.merge(reason, trials, Long::sum));
        judged += other.judged;
        passed += other.passed;
        attempts += other.attempts;
        unpriced += other.unpriced;
        cost = cost.add(other.cost);
        usage = usage.plus(other.usage);
    }

    void add(Trial trial) {
        Optional<String> reason = notJudged(trial);
        if (reason.isPresent()) {
            excluded.merge(reason.get(), 1L, Long::sum);
            return;
        }
        judged++;
        passed += trial.verdict().equals(Optional.of(Verdict.PASSED)) ? 1 : 0;
        attempts += trial.attempts();
        usage = usage.plus(trial.usage());
        trial.cost().costUsd().ifPresentOrElse(amount -> cost = cost.add(amount), () -> unpriced++);
    }

    /** Why a trial is in no figure; empty where it is. */
    static Optional<String> notJudged(Trial trial) {
        if (trial.verdict().filter(Verdict::countsForModel).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(trial.verdict()
                .map(Verdict::code)
                .orElseGet(() -> trial.reason().orElse(trial.state().code())));
    }

    SummaryStats stats() {
        Optional<BigDecimal> total = unpriced == 0 ? Optional.of(cost) : Optional.empty();
        return new SummaryStats(
                judged,
                passed,
                mean(passed * PER_CENT),
                total,
                total.filter(known -> judged > 0)
                        .map(known -> known.divide(BigDecimal.valueOf(judged), MathContext.DECIMAL64)),
                mean(attempts),
                usage.inputTokens(),
                usage.outputTokens() + usage.reasoningTokens(),
                usage.cacheReadTokens(),
                usage.cacheWriteTokens(),
                Map.copyOf(excluded));
    }

    private Optional<Double> mean(double sum) {
        return judged == 0 ? Optional.empty() : Optional.of(sum / judged);
    }
}
