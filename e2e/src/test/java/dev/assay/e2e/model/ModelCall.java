package dev.assay.e2e.model;

import java.util.concurrent.atomic.AtomicLong;

/** A call that a model server received. */
final class ModelCall {

    private static final long OPEN = Long.MAX_VALUE;

    private final String request;
    private final AtomicLong endedAt = new AtomicLong(OPEN);
    private volatile boolean abandoned;

    ModelCall(String request) {
        this.request = request;
    }

    /** Hash of the request's body: what makes two calls the same call. */
    String request() {
        return request;
    }

    void answered() {
        endedAt.set(System.nanoTime());
    }

    /** Its caller is gone: it ends without an answer. */
    void abandon() {
        abandoned = endedAt.compareAndSet(OPEN, System.nanoTime()) || abandoned;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Whether it had no end yet, nor its answer on its way, at a moment of {@link System#nanoTime}. */
    boolean isOpenAt(long nanos) {
        return endedAt.get() > nanos;
    }
}
