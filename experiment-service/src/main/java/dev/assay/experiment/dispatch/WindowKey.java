package dev.assay.experiment.dispatch;

/** What attempts in flight are counted by: a model, or all brought answers together. */
public final class WindowKey {

    /** Of brought answers; no model has it, for a model's key begins with a URL. */
    public static final String PROVIDED = "provided";

    private WindowKey() {}
}
