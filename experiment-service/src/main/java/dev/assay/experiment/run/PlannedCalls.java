package dev.assay.experiment.run;

import dev.assay.contracts.problem.ProblemRef;
import dev.assay.experiment.estimate.ExperimentCalls;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run would ask.
 *
 * @param reuseAnswers whether earlier answers may serve
 */
record PlannedCalls(List<ExperimentCalls> experiments, boolean reuseAnswers) {

    /** The part of it about the first {@code most} problems, counted over the experiments. */
    PlannedCalls first(int most) {
        List<ExperimentCalls> part = new ArrayList<>();
        int left = most;
        for (ExperimentCalls calls : experiments) {
            List<ProblemRef> problems =
                    calls.problems().subList(0, Math.min(left, calls.problems().size()));
            if (!problems.isEmpty()) {
                part.add(new ExperimentCalls(calls.experiment(), problems));
            }
            left -= problems.size();
        }
        return new PlannedCalls(part, reuseAnswers);
    }

    long problems() {
        return experiments.stream().mapToLong(calls -> calls.problems().size()).sum();
    }
}
