package dev.assay.contracts.comparison;

import java.util.List;
import java.util.UUID;

/** What is to be compared, as experiment-service asks scorer-service: the first side is what the others are held against. */
public record ComparisonPlan(List<Side> sides) {

    /**
     * One experiment of one run.
     *
     * @param unjudged its trials that say nothing about the model, whatever the record of their attempts holds
     */
    public record Side(String name, String runId, String experimentId, List<Unjudged> unjudged) {}

    /** A trial and why it does not count: a verdict, a reason to stop, or the state it is in. */
    public record Unjudged(UUID trialId, String problemId, String reason) {}
}
