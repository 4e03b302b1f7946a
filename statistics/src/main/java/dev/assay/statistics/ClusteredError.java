package dev.assay.statistics;

import java.util.Arrays;
import java.util.Collection;

/**
 * The standard error of a mean over observations that come in clusters, such as the samples of a problem: the square
 * root of Σ over clusters of (Σ of (value − mean))², divided by n (Miller 2024, arXiv:2411.00640, eq. 4; the sandwich
 * estimator without a correction for few clusters).
 */
public final class ClusteredError {

    private ClusteredError() {}

    /** Of at least one observation; with one observation a cluster it is the error of independent ones. */
    public static double ofMean(Collection<double[]> clusters) {
        double[] all = clusters.stream().flatMapToDouble(Arrays::stream).toArray();
        double mean = Arrays.stream(all).average().orElseThrow();
        double squares = clusters.stream()
                .mapToDouble(cluster ->
                        Arrays.stream(cluster).map(value -> value - mean).sum())
                .map(sum -> sum * sum)
                .sum();
        return Math.sqrt(squares) / all.length;
    }
}
