package dev.assay.experiment.estimate;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.Estimate;
import dev.assay.contracts.estimate.Estimate.ExperimentEstimate;
import dev.assay.contracts.estimate.Estimate.ModelEstimate;
import dev.assay.contracts.experiment.Price;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Turns dry runs into an estimate. Pure.
 *
 * <p>The cost is Σ over experiments of calls × (prompt tokens × input price + output tokens × output price).
 */
public final class Estimates {

    private Estimates() {}

    /** A dry run and the price that its experiment pays; absent where it is unknown. */
    public record Priced(DryRun dryRun, Optional<Price> price) {}

    /**
     * What all of them would cost together.
     *
     * @param limitUsd what may be spent; absent where nothing is said
     */
    public static Estimate of(List<Priced> dryRuns, Optional<BigDecimal> limitUsd) {
        List<ExperimentEstimate> experiments = dryRuns.stream()
                .map(Estimates::experiment)
                .sorted(dearestFirst(ExperimentEstimate::estCostUsd, ExperimentEstimate::experimentId))
                .toList();
        long unpriced = experiments.stream()
                .filter(one -> one.estCostUsd().isEmpty())
                .mapToLong(ExperimentEstimate::calls)
                .sum();
        Optional<BigDecimal> expected = known(experiments, ExperimentEstimate::estCostUsd);
        return new Estimate(
                distinct(experiments),
                sum(experiments, ExperimentEstimate::calls),
                sum(experiments, ExperimentEstimate::answered),
                sum(experiments, ExperimentEstimate::errors),
                sum(experiments, ExperimentEstimate::inputTokens),
                sum(experiments, ExperimentEstimate::expectedOutputTokens),
                sum(experiments, ExperimentEstimate::maxOutputTokens),
                known(experiments, ExperimentEstimate::minCostUsd),
                expected,
                known(experiments, ExperimentEstimate::maxCostUsd),
                unpriced,
                limitUsd,
                limitUsd.filter(_ -> unpriced == 0).flatMap(limit -> expected.map(limit::subtract)),
                models(experiments),
                experiments,
                dryRuns.stream()
                        .flatMap(one -> one.dryRun().notes().stream())
                        .distinct()
                        .toList());
    }

    /** Those who help in an experiment have estimates of their own. */
    private static int distinct(List<ExperimentEstimate> experiments) {
        return (int) experiments.stream()
                .map(ExperimentEstimate::experimentId)
                .distinct()
                .count();
    }

    private static ExperimentEstimate experiment(Priced priced) {
        DryRun dryRun = priced.dryRun();
        Optional<Price> price = dryRun.maxOutputTokens() == 0 ? Optional.of(Price.FREE) : priced.price();
        return new ExperimentEstimate(
                dryRun.experimentId(),
                dryRun.model(),
                dryRun.newCalls(),
                dryRun.answered(),
                dryRun.errors(),
                dryRun.expected().inputTokens(),
                dryRun.expected().outputTokens() + dryRun.expected().reasoningTokens(),
                dryRun.maxOutputTokens(),
                dryRun.knownAnswers(),
                price.map(one -> one.leastOf(dryRun.expected().inputTokens())),
                price.map(one -> one.of(dryRun.expected())),
                price.map(one -> one.worstOf(dryRun.maxInputTokens(), dryRun.maxOutputTokens())));
    }

    private static List<ModelEstimate> models(List<ExperimentEstimate> experiments) {
        return experiments.stream().collect(Collectors.groupingBy(ExperimentEstimate::model)).entrySet().stream()
                .map(model -> model(model.getKey(), model.getValue()))
                .sorted(dearestFirst(ModelEstimate::estCostUsd, ModelEstimate::model))
                .toList();
    }

    private static ModelEstimate model(String model, List<ExperimentEstimate> experiments) {
        return new ModelEstimate(
                model,
                distinct(experiments),
                sum(experiments, ExperimentEstimate::calls),
                sum(experiments, ExperimentEstimate::answered),
                sum(experiments, ExperimentEstimate::inputTokens),
                sum(experiments, ExperimentEstimate::expectedOutputTokens),
                whole(experiments, ExperimentEstimate::minCostUsd),
                whole(experiments, ExperimentEstimate::estCostUsd),
                whole(experiments, ExperimentEstimate::maxCostUsd));
    }

    private static <T> Comparator<T> dearestFirst(Function<T, Optional<BigDecimal>> cost, Function<T, String> name) {
        return Comparator.comparing(
                        (T one) -> cost.apply(one).orElse(null), Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(name);
    }

    /** The sum of the amounts that are known; absent where none is and there is something to pay for. */
    private static Optional<BigDecimal> known(
            Collection<ExperimentEstimate> experiments, Function<ExperimentEstimate, Optional<BigDecimal>> amount) {
        Optional<BigDecimal> sum =
                experiments.stream().map(amount).flatMap(Optional::stream).reduce(BigDecimal::add);
        return experiments.isEmpty() ? Optional.of(BigDecimal.ZERO) : sum;
    }

    /** The sum of the amounts, where each is known. */
    private static Optional<BigDecimal> whole(
            Collection<ExperimentEstimate> experiments, Function<ExperimentEstimate, Optional<BigDecimal>> amount) {
        boolean allKnown = experiments.stream().map(amount).allMatch(Optional::isPresent);
        return allKnown ? known(experiments, amount) : Optional.empty();
    }

    private static long sum(Collection<ExperimentEstimate> experiments, ToLongFunction<ExperimentEstimate> part) {
        return experiments.stream().mapToLong(part).sum();
    }
}
