package dev.assay.experiment.run;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.problem.ProblemRef;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A run that is about to be inserted.
 *
 * @param webhookUrl who else is told of its end
 * @param account whether llm-worker needs an account for it
 */
public record PlannedRun(
        String runId,
        String name,
        Optional<BigDecimal> limitUsd,
        boolean reuseAnswers,
        boolean account,
        Optional<URI> webhookUrl,
        int priority,
        List<PlannedExperiment> experiments) {

    /**
     * An experiment as it is now, and its trials in order.
     *
     * @param windowKey what its attempts in flight are counted by
     */
    public record PlannedExperiment(Experiment experiment, String windowKey, List<PlannedTrial> trials) {}

    /** One sample of one problem. */
    public record PlannedTrial(ProblemRef problem, int problemOrdinal, int sampleNumber) {}

    public int trials() {
        return experiments.stream().mapToInt(one -> one.trials().size()).sum();
    }
}
