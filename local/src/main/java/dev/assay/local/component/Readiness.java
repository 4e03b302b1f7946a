package dev.assay.local.component;

/** A way to ask whether something is ready. */
@FunctionalInterface
public interface Readiness {

    boolean isReady();

    /** What it last said about why it is not; empty where it says nothing. */
    default String complaint() {
        return "";
    }
}
