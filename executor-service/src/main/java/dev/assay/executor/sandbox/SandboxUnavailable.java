package dev.assay.executor.sandbox;

/** No sandbox can be had here; the message says why and what to do. Never the fault of what was to run in it. */
public class SandboxUnavailable extends RuntimeException {

    public SandboxUnavailable(String message) {
        super(message);
    }

    public SandboxUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
