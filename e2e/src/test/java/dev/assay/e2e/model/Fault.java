package dev.assay.e2e.model;

/** A way in which a model server fails. */
public enum Fault {
    /** 429 with {@code Retry-After: 1}. */
    RATE_LIMIT,
    /** 500. */
    SERVER_ERROR,
    /** The connection ends in the middle of the body. */
    BROKEN_BODY,
    /** 200 with something that is not JSON. */
    GARBAGE,
    /** 401. */
    UNAUTHORIZED
}
