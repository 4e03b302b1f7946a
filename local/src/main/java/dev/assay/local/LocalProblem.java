package dev.assay.local;

/** Why the platform cannot do what was asked, in one line that says what to do about it. */
public final class LocalProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LocalProblem(String message) {
        super(message);
    }

    public LocalProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
