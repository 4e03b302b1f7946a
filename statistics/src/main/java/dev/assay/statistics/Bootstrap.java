package dev.assay.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The percentile bootstrap of a mean (Efron & Tibshirani 1993, ch. 13), from a fixed seed: the same values give the same
 * interval everywhere. Give it one value a problem: problems are independent, samples of one are not.
 */
public final class Bootstrap {

    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_261_121;

    private Bootstrap() {}

    /** The 95 % interval of the mean of at least one value. Values that are all the same have no spread. */
    public static Bounds ofMean(double[] values) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = Stream.generate(() -> random.ints(values.length, 0, values.length)
                        .mapToDouble(at -> values[at])
                        .sum())
                .limit(RESAMPLES)
                .mapToDouble(sum -> sum / values.length)
                .sorted()
                .toArray();
        int cut = (int) Math.floor(RESAMPLES * Bounds.ERROR_PROBABILITY / 2);
        return new Bounds(means[cut], means[RESAMPLES - 1 - cut]);
    }

    /**
     * The interval of a mean of values between 0 and 1, one a problem. Where all agree it is Wilson's over as many
     * trials, for the bootstrap then knows no spread.
     */
    public static Bounds ofShare(double[] values) {
        if (Arrays.stream(values).distinct().count() > 1) {
            return ofMean(values);
        }
        Bounds wilson = Wilson.interval(Math.round(values[0] * values.length), values.length);
        return new Bounds(Math.min(values[0], wilson.low()), Math.max(values[0], wilson.high()));
    }
}
