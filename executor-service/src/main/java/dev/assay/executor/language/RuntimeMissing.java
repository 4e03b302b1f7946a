package dev.assay.executor.language;

/** A language cannot be used here, for want of its runtime or documentation; the message says what to do. */
public final class RuntimeMissing extends RuntimeException {

    public RuntimeMissing(String message) {
        super(message);
    }
}
