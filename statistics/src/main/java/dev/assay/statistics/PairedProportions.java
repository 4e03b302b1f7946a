package dev.assay.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The interval of a difference of two proportions over the same problems: the adjusted Wald interval of Agresti & Min
 * (2005, Statistics in Medicine 24:729–740), which adds half a problem to each cell of the table.
 */
public final class PairedProportions {

    private static final double QUANTILE =
            NormalDistribution.of(0, 1).inverseCumulativeProbability(1 - Bounds.ERROR_PROBABILITY / 2);

    private PairedProportions() {}

    /** The 95 % interval of second − first. */
    public static Bounds difference(long onlyFirst, long onlySecond, long problems) {
        double n = problems + 2.0;
        double first = onlyFirst + 0.5;
        double second = onlySecond + 0.5;
        double difference = (second - first) / n;
        double error = Math.sqrt(first + second - (second - first) * (second - first) / n) / n;
        return new Bounds(Math.max(-1, difference - QUANTILE * error), Math.min(1, difference + QUANTILE * error));
    }
}
