package dev.assay.local.state;

/** Where a component, or the platform as a whole, is on its way. */
public enum Phase {
    WAITING,
    STARTING,
    READY,
    /** It died and is being started again. */
    RESTARTING,
    STOPPING,
    STOPPED
}
