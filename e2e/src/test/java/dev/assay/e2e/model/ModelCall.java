package dev.assay.e2e.model;

import java.util.concurrent.atomic.AtomicLong;

/** A call that a model server received. */
final class ModelCall {

    private static final long OPEN = Long.MAX_VALUE;

    private final String request;
    private final AtomicLong answeredAt = new AtomicLong(OPEN);

    ModelCall(String request) {
        this.request = request;
    }

    /** Hash of the request's body: what makes two calls the same call. */
    String request() {
        return request;
    }

    void answered() {
        answeredAt.set(System.nanoTime());
    }

    boolean isOpen() {
        return answeredAt.get() == OPEN;
    }

    /** Whether its answer was not yet on its way at a moment of {@link System#nanoTime}. */
    boolean isOpenAt(long nanos) {
        return answeredAt.get() > nanos;
    }
}
