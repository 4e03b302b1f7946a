package dev.assay.experiment.run;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.Strategy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mode of a run, from the strategies of its experiments. Pure. */
public final class RunMode {

    /** Zero-shot and iterative over the same problems and models, side by side. */
    public static final String COMPARATIVE = "comparative";

    private RunMode() {}

    /** An experiment of the run and the ids of the problems that it asks there. */
    public record Part(Experiment experiment, Collection<String> problems) {

        private String type() {
            return experiment.strategy().type();
        }
    }

    /** A problem as one model is asked it. */
    private record Asked(String modelKey, String datasetId, String problemId) {}

    /** The strategy where there is one, {@value #COMPARATIVE}, or the strategies joined by commas. */
    public static String of(List<Part> parts) {
        Map<String, Set<Asked>> asked = parts.stream()
                .collect(Collectors.groupingBy(
                        Part::type, Collectors.flatMapping(RunMode::asked, Collectors.toCollection(HashSet::new))));
        boolean sideBySide = asked.keySet().equals(Set.of(Strategy.ZERO_SHOT, Strategy.ITERATIVE))
                && asked.get(Strategy.ZERO_SHOT).equals(asked.get(Strategy.ITERATIVE));
        return sideBySide
                ? COMPARATIVE
                : parts.stream().map(Part::type).distinct().collect(Collectors.joining(", "));
    }

    private static Stream<Asked> asked(Part part) {
        return part.problems().stream()
                .map(problem -> new Asked(
                        part.experiment().model().key(),
                        part.experiment().dataset().datasetId(),
                        problem));
    }
}
