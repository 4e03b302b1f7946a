package dev.assay.experiment.estimate;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.problem.ProblemRef;
import java.util.List;

/** What an experiment would ask: each problem, as often as its strategy has samples. */
public record ExperimentCalls(Experiment experiment, List<ProblemRef> problems) {}
