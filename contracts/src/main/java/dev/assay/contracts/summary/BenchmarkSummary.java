package dev.assay.contracts.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.RunState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What an ended run says, under names that scripts rely on: fields are added, never renamed. What is not known, or differs
 * between the experiments of the run, is null.
 *
 * @param mode {@code zero-shot}, {@code iterative}, or {@code comparative}: both over the same problems and models
 * @param durationSeconds from start to end, waiting included
 * @param tags {@code benchmark_run}, run id, mode and models, and the tags of the experiments
 * @param experiments each experiment of the run alone
 * @param results the trials that were judged, in order
 * @param notJudged the trials that say nothing about the model
 * @param zeroShot the zero-shot side of a comparative run; null in others, as the next two
 * @param comparison what repair changes: iterative less zero-shot
 * @param progress the same in Assay's words, with intervals
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BenchmarkSummary(
        String runId,
        String mode,
        RunState state,
        Instant startTime,
        Instant endTime,
        double durationSeconds,
        List<String> tags,
        Config config,
        SummaryStats summary,
        List<OfExperiment> experiments,
        Optional<Side> zeroShot,
        Optional<Side> iterative,
        Optional<Difference> comparison,
        RunProgress progress,
        List<ExperimentResult> results,
        List<NotJudged> notJudged) {

    /**
     * How the problems were gone about.
     *
     * @param localModel names of the models, joined by commas
     * @param dataset ids of the data sets, joined by commas
     * @param problemRange {@code s-e} by place, the end not in it; null where the problems have gaps
     * @param noSpec whether nobody analysed the problems before
     * @param noCheckpoints whether nobody reviewed the attempts
     * @param noCot whether no prompt has the model think step by step in its answer; null where experiments differ in that
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Config(
            String localModel,
            String dataset,
            Optional<String> problemRange,
            List<String> problems,
            int maxIterations,
            boolean noSpec,
            boolean noCheckpoints,
            Optional<Boolean> noCot,
            Optional<Double> temperature,
            Optional<Long> seed) {}

    /**
     * The figures of judged trials.
     *
     * @param totalProblems judged trials: a further sample of a problem counts as one more
     * @param successRate 0 to 100; null where nothing was judged
     * @param totalCost in USD; null where the price of one of them is unknown
     * @param avgIterations attempts a trial
     * @param excluded trials that are in none of these figures, by reason
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record SummaryStats(
            long totalProblems,
            long successes,
            Optional<Double> successRate,
            Optional<BigDecimal> totalCost,
            Optional<BigDecimal> avgCost,
            Optional<Double> avgIterations,
            long totalInputTokens,
            long totalOutputTokens,
            long totalCacheReadTokens,
            long totalCacheCreationTokens,
            Map<String, Long> excluded) {}

    /** One experiment of the run; its mode is its strategy. */
    public record OfExperiment(String experimentId, String mode, Config config, SummaryStats summary) {}

    /** One side of a comparative run: its judged trials in order, and their figures. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Side(List<ExperimentResult> results, SummaryStats summary) {}

    /**
     * Unrounded differences, iterative less zero-shot; null where one of the two is not known.
     *
     * @param successRateImprovement in percentage points
     * @param costDifference of the cost a trial, in USD
     * @param iterationDifference of the attempts a trial
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Difference(
            Optional<Double> successRateImprovement,
            Optional<BigDecimal> costDifference,
            Optional<Double> iterationDifference) {

        public static Difference of(SummaryStats zeroShot, SummaryStats iterative) {
            return new Difference(
                    less(iterative.successRate(), zeroShot.successRate()),
                    iterative.avgCost().flatMap(cost -> zeroShot.avgCost().map(cost::subtract)),
                    less(iterative.avgIterations(), zeroShot.avgIterations()));
        }

        private static Optional<Double> less(Optional<Double> one, Optional<Double> other) {
            return one.flatMap(value -> other.map(taken -> value - taken));
        }
    }

    /**
     * A judged trial.
     *
     * @param iterations attempts made
     * @param cost in USD; null where the price is unknown
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ExperimentResult(
            String benchmarkRunId,
            String experimentId,
            String problemId,
            int sampleNumber,
            UUID trialId,
            boolean success,
            Verdict verdict,
            int iterations,
            Optional<BigDecimal> cost,
            ResultUsage usage) {}

    /** Tokens of a trial; output includes reasoning. */
    public record ResultUsage(long inputTokens, long outputTokens, long cacheReadTokens, long cacheCreationTokens) {}

    /** A trial that says nothing about the model, and why. */
    public record NotJudged(
            String benchmarkRunId,
            String experimentId,
            String problemId,
            int sampleNumber,
            UUID trialId,
            String reason) {}
}
