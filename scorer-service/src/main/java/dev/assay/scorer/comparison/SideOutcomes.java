package dev.assay.scorer.comparison;

import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Rate;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.contracts.comparison.ComparisonPlan.Unjudged;
import dev.assay.statistics.Bootstrap;
import dev.assay.statistics.Bounds;
import dev.assay.statistics.ClusteredError;
import dev.assay.statistics.Wilson;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** One side of a comparison: its judged samples by problem, each answer once, and what was left out. Pure. */
final class SideOutcomes {

    private final ComparisonPlan.Side side;
    private final SortedMap<String, List<Outcome>> byProblem = new TreeMap<>();
    private final Map<String, Long> excluded;
    private final List<Outcome> judged;

    SideOutcomes(ComparisonPlan.Side side, List<Outcome> outcomes) {
        this.side = side;
        Set<UUID> unjudged = side.unjudged().stream().map(Unjudged::trialId).collect(Collectors.toSet());
        this.excluded = side.unjudged().stream()
                .collect(Collectors.groupingBy(Unjudged::reason, TreeMap::new, Collectors.counting()));
        this.judged = outcomes.stream()
                .filter(outcome -> !unjudged.contains(outcome.trialId()))
                .filter(outcome -> outcome.verdict().countsForModel())
                .toList();
        Set<UUID> seen = new HashSet<>();
        judged.stream()
                .filter(outcome -> seen.add(outcome.answerId()))
                .forEach(outcome -> byProblem
                        .computeIfAbsent(outcome.problemId(), id -> new ArrayList<>())
                        .add(outcome));
    }

    String name() {
        return side.name();
    }

    Set<String> problems() {
        return byProblem.keySet();
    }

    /** Whether each problem has one sample, so that its trials are independent of one another. */
    boolean single() {
        return byProblem.values().stream().allMatch(samples -> samples.size() == 1);
    }

    /** The share of a problem's samples that passed. */
    double rate(String problemId) {
        return mean(byProblem.get(problemId), outcome -> outcome.passed() ? 1 : 0);
    }

    /** The mean share of tests that a problem's samples passed. */
    double graded(String problemId) {
        return mean(byProblem.get(problemId), Outcome::share);
    }

    /** The answers to a problem. */
    Set<UUID> answers(String problemId) {
        return byProblem.get(problemId).stream().map(Outcome::answerId).collect(Collectors.toSet());
    }

    Comparison.Side figures() {
        List<Outcome> samples =
                byProblem.values().stream().flatMap(Collection::stream).toList();
        Optional<BigDecimal> cost =
                judged.stream().map(Outcome::costUsd).flatMap(Optional::stream).reduce(BigDecimal::add);
        long successes = judged.stream().filter(Outcome::passed).count();
        return new Comparison.Side(
                side.name(),
                side.runId(),
                side.experimentId(),
                byProblem.size(),
                samples.size(),
                judged.size() - samples.size(),
                rate(),
                single() ? Optional.empty() : Optional.of(clusteredError()),
                excluded,
                cost,
                cost.filter(known -> successes > 0)
                        .map(known -> known.divide(BigDecimal.valueOf(successes), MathContext.DECIMAL64)),
                judged.stream().filter(outcome -> outcome.costUsd().isEmpty()).count(),
                meanGenerationMs());
    }

    private Optional<Rate> rate() {
        if (byProblem.isEmpty()) {
            return Optional.empty();
        }
        double[] rates = problems().stream().mapToDouble(this::rate).toArray();
        double mean = Arrays.stream(rates).average().orElseThrow();
        Bounds bounds =
                single() ? Wilson.interval(Math.round(mean * rates.length), rates.length) : Bootstrap.ofShare(rates);
        return Optional.of(new Rate(mean, bounds.low(), bounds.high(), single() ? "wilson" : "bootstrap"));
    }

    private double clusteredError() {
        return ClusteredError.ofMean(byProblem.values().stream()
                .map(samples -> samples.stream()
                        .mapToDouble(outcome -> outcome.passed() ? 1 : 0)
                        .toArray())
                .toList());
    }

    private Optional<Long> meanGenerationMs() {
        OptionalDouble mean = judged.stream()
                .map(Outcome::generationMs)
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .average();
        return mean.isPresent() ? Optional.of(Math.round(mean.getAsDouble())) : Optional.empty();
    }

    private static double mean(List<Outcome> samples, ToDoubleFunction<Outcome> value) {
        return samples.stream().mapToDouble(value).average().orElseThrow();
    }
}
