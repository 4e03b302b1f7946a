package dev.assay.statistics;

/** An interval. */
public record Bounds(double low, double high) {

    /** The error probability of every interval and test: intervals hold with 95 %. */
    public static final double ERROR_PROBABILITY = 0.05;
}
