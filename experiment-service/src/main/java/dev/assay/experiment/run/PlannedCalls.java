package dev.assay.experiment.run;

import dev.assay.experiment.estimate.ExperimentCalls;
import java.util.List;

/**
 * What a run would ask.
 *
 * @param reuseAnswers whether earlier answers may serve
 */
record PlannedCalls(List<ExperimentCalls> experiments, boolean reuseAnswers) {}
