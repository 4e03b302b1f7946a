package dev.assay.llm.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * What is left of a limit per minute: it fills at an even pace and is emptied by calls. A twentieth of the limit fits into
 * it, and it fills at the pace of the other nineteen, so that no sixty seconds, wherever they begin, take more than the
 * limit.
 *
 * @param level what is left at {@code at}; below zero after a call that is larger than the bucket
 */
record Bucket(double level, Instant at) {

    private static final double BURST = 1 / 20.0;
    private static final double SECONDS = 60;

    /** A bucket that is full. */
    static Bucket full(double perMinute, Instant now) {
        return new Bucket(capacity(perMinute), now);
    }

    Bucket at(double perMinute, Instant now) {
        double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
        double filled = level + seconds * pace(perMinute);
        return new Bucket(Math.min(filled, capacity(perMinute)), now.isAfter(at) ? now : at);
    }

    /** Whether a call of that size may begin; one that is larger than the bucket needs a full one. */
    boolean has(double size, double perMinute) {
        return level >= Math.min(size, capacity(perMinute));
    }

    /** How many calls of that size may begin. */
    long times(double size) {
        return (long) Math.max(0, Math.floor(level / size));
    }

    Bucket take(double size) {
        return new Bucket(level - size, at);
    }

    /** No more is left than the server says. */
    Bucket atMost(double left) {
        return new Bucket(Math.min(level, left), at);
    }

    /** How long until a call of that size may begin. */
    Duration until(double size, double perMinute) {
        double missing = Math.min(size, capacity(perMinute)) - level;
        return Duration.ofNanos((long) (Math.max(0, missing) / pace(perMinute) * 1e9));
    }

    private static double capacity(double perMinute) {
        return Math.max(1, perMinute * BURST);
    }

    /** A limit of one a minute leaves nothing for the pace if one fits in at once: then it fills in a minute. */
    private static double pace(double perMinute) {
        return Math.max(perMinute - capacity(perMinute), perMinute / 2) / SECONDS;
    }
}
