package dev.assay.e2e.model;

import java.util.concurrent.atomic.AtomicLong;

/** A call that a model server received. */
final class ModelCall {

    private static final long OPEN = Long.MAX_VALUE;

    private final String request;
    private final String body;
    private final AtomicLong endedAt = new AtomicLong(OPEN);
    private volatile boolean abandoned;

    ModelCall(String request, String body) {
        this.request = request;
        this.body = body;
    }

    /** Hash of the request's body: what makes two calls the same call. */
    String request() {
        return request;
    }

    String body() {
        return body;
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
