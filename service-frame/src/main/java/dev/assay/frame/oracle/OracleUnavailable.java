package dev.assay.frame.oracle;

/** An oracle cannot be had. */
public final class OracleUnavailable extends RuntimeException {

    private final String code;
    private final boolean retryable;

    public OracleUnavailable(String code, String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
    }

    /** A stable code: {@code oracle_missing}, {@code oracle_refused}, {@code oracle_unreachable}. */
    public String code() {
        return code;
    }

    /** Whether asking again later can help. */
    public boolean isRetryable() {
        return retryable;
    }
}
