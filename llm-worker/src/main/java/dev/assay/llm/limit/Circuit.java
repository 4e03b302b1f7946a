package dev.assay.llm.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps calls from a provider that fails one call after another. Open, nothing begins until {@code openUntil}; then one
 * call at a time tries, and its answer closes the circuit or keeps it open for twice as long.
 *
 * @param failures one after another
 * @param openedAt since when it has been open; absent: it is closed
 * @param openings without an answer in between
 * @param why what the last failure said
 */
record Circuit(
        int failures, Optional<Instant> openedAt, Optional<Instant> openUntil, int openings, Optional<String> why) {

    static final Circuit CLOSED = new Circuit(0, Optional.empty(), Optional.empty(), 0, Optional.empty());

    private static final int MOST_DOUBLINGS = 10;

    /**
     * When a circuit opens.
     *
     * @param failures one after another
     * @param open how long, at first
     * @param longest how long at most
     */
    record Rule(int failures, Duration open, Duration longest) {}

    /** After a failed call; one that began before the circuit opened says nothing new. */
    Circuit failed(Instant begunAt, String message, Instant now, Rule rule) {
        if (openedAt.isEmpty()) {
            int row = failures + 1;
            return row < rule.failures()
                    ? new Circuit(row, Optional.empty(), Optional.empty(), 0, Optional.of(message))
                    : open(row, now, now, message, rule);
        }
        boolean trial = openUntil.filter(begunAt::isBefore).isEmpty();
        return trial ? open(failures + 1, openedAt.get(), now, message, rule) : this;
    }

    private Circuit open(int row, Instant since, Instant now, String message, Rule rule) {
        Duration doubled = rule.open().multipliedBy(1L << Math.min(openings, MOST_DOUBLINGS));
        Duration length = doubled.compareTo(rule.longest()) < 0 ? doubled : rule.longest();
        return new Circuit(row, Optional.of(since), Optional.of(now.plus(length)), openings + 1, Optional.of(message));
    }

    boolean isOpen() {
        return openedAt.isPresent();
    }

    /** Until when nothing may begin. */
    Optional<Instant> closedUntil(Instant now) {
        return openUntil.filter(now::isBefore);
    }
}
