package dev.assay.llm.limit;

import java.time.Instant;
import java.util.Optional;

/**
 * How many calls a provider takes at once, found by trying: halved when it refuses one for its load, raised by a
 * sixteenth of where it was refused with each round of answers.
 *
 * @param size absent while nothing was refused
 * @param refusedAt calls in flight at the last refusal
 * @param loweredAt refusals of calls that began before are of the same crowd and lower it no further
 */
record Window(Optional<Double> size, double refusedAt, Optional<Instant> loweredAt) {

    static final Window UNBOUNDED = new Window(Optional.empty(), 0, Optional.empty());

    private static final double STEPS = 16;
    private static final double LARGEST = 4096;

    Window lowered(Instant begunAt, int inFlight, Instant now) {
        if (loweredAt.filter(last -> !begunAt.isAfter(last)).isPresent()) {
            return this;
        }
        double crowd = Math.max(1, Math.min(inFlight, size.orElse(LARGEST)));
        return new Window(Optional.of(Math.max(1, crowd / 2)), crowd, Optional.of(now));
    }

    Window raised() {
        return size.map(calls -> {
                    double step = Math.max(1, refusedAt / STEPS);
                    return new Window(Optional.of(Math.min(LARGEST, calls + step / calls)), refusedAt, loweredAt);
                })
                .orElse(this);
    }

    /** Calls that may be in flight; absent where there is no bound. */
    Optional<Integer> calls() {
        return size.map(Double::intValue);
    }
}
