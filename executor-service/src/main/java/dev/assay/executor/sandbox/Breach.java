package dev.assay.executor.sandbox;

/** A limit that a sandboxed program ran into, and for which it was ended. */
public enum Breach {
    CPU_TIME,
    WALL_TIME,
    MEMORY,
    OUTPUT
}
