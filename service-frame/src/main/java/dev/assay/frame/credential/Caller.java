package dev.assay.frame.credential;

/** A service that calls another. */
public enum Caller {
    EXPERIMENT,
    DATASET,
    LLM,
    EXECUTOR,
    SCORER,
    /** A program of a person's own, which runs code through the executor. */
    CLIENT
}
