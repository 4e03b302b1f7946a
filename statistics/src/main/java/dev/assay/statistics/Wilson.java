package dev.assay.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/** Wilson's score interval of a proportion (Wilson 1927, JASA 22:209–212). */
public final class Wilson {

    private Wilson() {}

    /** The 95 % interval; {@code trials ≥ 1}, {@code 0 ≤ successes ≤ trials}. */
    public static Bounds interval(long successes, long trials) {
        Interval interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                Math.toIntExact(trials), Math.toIntExact(successes), Bounds.ERROR_PROBABILITY);
        return new Bounds(interval.getLowerBound(), interval.getUpperBound());
    }
}
