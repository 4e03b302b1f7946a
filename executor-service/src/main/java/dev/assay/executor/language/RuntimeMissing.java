package dev.assay.executor.language;

/** A language has no runtime here; the message says what to install. */
public final class RuntimeMissing extends RuntimeException {

    public RuntimeMissing(String message) {
        super(message);
    }
}
