package dev.assay.experiment.progress;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.SuccessRate;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.progress.ProgressStore.Counts;
import dev.assay.experiment.progress.ProgressStore.Group;
import dev.assay.experiment.progress.ProgressStore.Repairs;
import dev.assay.statistics.Bounds;
import dev.assay.statistics.Wilson;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Turns counted trials into a run's progress. Pure. */
final class Summary {

    private Summary() {}

    static RunProgress of(Counts counts, double elapsedSeconds) {
        List<Group> groups = counts.groups();
        List<Group> finished = groups.stream()
                .filter(group -> group.state() == TrialState.FINISHED)
                .toList();
        long total = sum(groups, Group::trials);
        long stopped = sum(
                groups.stream()
                        .filter(group -> group.state() == TrialState.STOPPED)
                        .toList(),
                Group::trials);
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        finished.forEach(
                group -> group.verdict().ifPresent(verdict -> verdicts.merge(verdict, group.trials(), Long::sum)));
        long judged = verdicts.entrySet().stream()
                .filter(entry -> entry.getKey().countsForModel())
                .mapToLong(Map.Entry::getValue)
                .sum();
        long passed = verdicts.getOrDefault(Verdict.PASSED, 0L);
        long ended = sum(finished, Group::trials);
        long unpriced = sum(groups, Group::unpriced);
        return new RunProgress(
                total,
                ended + stopped,
                stopped,
                judged,
                passed,
                verdicts,
                rate(counts, judged, passed, ended - judged),
                Optional.of(counts.repairs()).filter(Repairs::all).map(Repairs::maxIterations),
                PassRates.of(counts.samples()),
                groups.stream().map(Group::usage).reduce(Usage.NONE, Usage::plus),
                cost(groups, unpriced),
                unpriced,
                sum(groups, Group::cached),
                elapsedSeconds);
    }

    /**
     * The interval is one of independent trials, which several samples of a problem are not. Success with and without repair
     * are two things.
     */
    private static Optional<SuccessRate> rate(Counts counts, long judged, long passed, long excluded) {
        boolean mixed = counts.repairs().some() && !counts.repairs().all();
        if (judged == 0 || mixed || sum(counts.groups(), Group::moreSamples) > 0) {
            return Optional.empty();
        }
        Bounds bounds = Wilson.interval(passed, judged);
        return Optional.of(new SuccessRate((double) passed / judged, bounds.low(), bounds.high(), judged, excluded));
    }

    private static Cost cost(List<Group> groups, long unpriced) {
        return new Cost(amount(groups, Group::costUsd, unpriced), amount(groups, Group::spentUsd, unpriced));
    }

    /** Nothing used costs nothing; something used whose price nobody knows costs nobody knows what. */
    private static Optional<BigDecimal> amount(
            List<Group> groups, Function<Group, Optional<BigDecimal>> part, long unpriced) {
        Optional<BigDecimal> sum =
                groups.stream().map(part).flatMap(Optional::stream).reduce(BigDecimal::add);
        return sum.or(() -> unpriced == 0 ? Optional.of(BigDecimal.ZERO) : Optional.empty());
    }

    private static long sum(List<Group> groups, ToLongFunction<Group> part) {
        return groups.stream().mapToLong(part).sum();
    }
}
