package dev.assay.experiment.intake;

import java.time.Duration;

/** Pauses that double with each failure, up to a longest one. */
record BackOff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** The pause after so many failures, from 1. */
    Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
