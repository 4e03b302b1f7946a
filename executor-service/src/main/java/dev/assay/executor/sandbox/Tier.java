package dev.assay.executor.sandbox;

/** A kind of isolation, strongest first. */
public enum Tier {
    /** Namespaces, a system call filter and, where they can be made, control groups. */
    NAMESPACES("T1"),
    /** Landlock and a stricter system call filter, for places in which no namespaces can be made. */
    LANDLOCK("T2");

    private final String code;

    Tier(String code) {
        this.code = code;
    }

    /** As it is called in records, settings, health and metrics. */
    public String code() {
        return code;
    }
}
