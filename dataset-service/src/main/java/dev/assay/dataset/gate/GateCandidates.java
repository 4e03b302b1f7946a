package dev.assay.dataset.gate;

import java.util.List;

/** Knows which answers prove a problem of a task type. One class a task type, found by CDI. */
public interface GateCandidates {

    String taskType();

    /** The candidates of a problem, given its task type's own oracle record. */
    List<Candidate> of(Object oracleBody);
}
