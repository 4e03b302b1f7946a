package dev.assay.experiment.summary;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.summary.BenchmarkSummary.Config;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says how experiments went about their problems, in the words of a summary. Pure. */
final class SummaryConfigs {

    /** What templates are called that have a model think in its answer, in any version; docs/prompts.md says so. */
    private static final Pattern CHAIN_OF_THOUGHT = Pattern.compile("-cot(\\.v[0-9]+)?$");

    private SummaryConfigs() {}

    /**
     * What the experiments have in common.
     *
     * @param problems ids of the problems by place
     */
    static Config of(List<Experiment> experiments, SortedMap<Integer, String> problems) {
        return new Config(
                joined(experiments, experiment -> experiment.model().name()),
                joined(experiments, experiment -> experiment.dataset().datasetId()),
                range(problems),
                List.copyOf(problems.values()),
                experiments.stream()
                        .mapToInt(experiment -> experiment.strategy().maxIterations())
                        .max()
                        .orElseThrow(),
                experiments.stream().allMatch(one -> one.strategy().specifier().isEmpty()),
                experiments.stream().allMatch(one -> one.strategy().reviewer().isEmpty()),
                common(experiments, experiment -> Optional.of(!thinksInItsAnswer(experiment))),
                common(
                        experiments,
                        experiment -> Optional.of(experiment.sampling().temperature())),
                common(experiments, experiment -> experiment.sampling().seed()));
    }

    private static boolean thinksInItsAnswer(Experiment experiment) {
        return CHAIN_OF_THOUGHT.matcher(experiment.promptTemplate()).find();
    }

    private static Optional<String> range(SortedMap<Integer, String> problems) {
        int first = problems.firstKey();
        int end = problems.lastKey() + 1;
        return end - first == problems.size() ? Optional.of(first + "-" + end) : Optional.empty();
    }

    private static String joined(List<Experiment> experiments, Function<Experiment, String> part) {
        return experiments.stream().map(part).distinct().collect(Collectors.joining(", "));
    }

    private static <T> Optional<T> common(List<Experiment> experiments, Function<Experiment, Optional<T>> part) {
        List<Optional<T>> distinct = experiments.stream().map(part).distinct().toList();
        return distinct.size() == 1 ? distinct.getFirst() : Optional.empty();
    }
}
