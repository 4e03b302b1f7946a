package dev.assay.frame.credential;

/** A service that calls another. */
public enum Caller {
    EXPERIMENT,
    DATASET,
    LLM,
    EXECUTOR,
    SCORER
}
