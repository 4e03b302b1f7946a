package dev.assay.experiment.progress;

import dev.assay.contracts.run.PassAtK;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * pass@k of a run with several samples a problem. Pure.
 *
 * <p>The interval is a percentile bootstrap over problems, from a fixed seed: samples of one problem are not independent
 * trials, problems are. Where every problem agrees a bootstrap knows no spread; Wilson's interval over problems is given
 * then, which is the wider one.
 */
final class PassRates {

    private static final int[] USUAL = {1, 5, 10, 100};
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_261_121;
    private static final double ERROR_PROBABILITY = 0.05;

    private PassRates() {}

    /**
     * Samples of one problem under one experiment.
     *
     * @param planned samples there are to be
     * @param judged those whose verdict counts for the model
     * @param passed those of the judged that passed
     */
    record Samples(int planned, int judged, int passed) {}

    /** For the usual k up to the samples planned, and for all of them; empty where each problem has one sample. */
    static List<PassAtK> of(List<Samples> problems) {
        int planned = problems.stream().mapToInt(Samples::planned).max().orElse(0);
        if (planned < 2) {
            return List.of();
        }
        return IntStream.concat(Arrays.stream(USUAL).filter(k -> k < planned), IntStream.of(planned))
                .mapToObj(k -> passAtK(k, problems))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<PassAtK> passAtK(int k, List<Samples> problems) {
        double[] values = problems.stream()
                .filter(samples -> samples.judged() >= k)
                .mapToDouble(samples -> estimate(k, samples))
                .toArray();
        if (values.length == 0) {
            return Optional.empty();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double[] bounds = Arrays.stream(values).distinct().count() > 1 ? bootstrap(values) : wilson(values);
        return Optional.of(
                new PassAtK(k, mean, bounds[0], bounds[1], values.length, problems.size() - (long) values.length));
    }

    /** 1 − C(n−c, k) / C(n, k), as a product so that nothing overflows. */
    private static double estimate(int k, Samples samples) {
        int failed = samples.judged() - samples.passed();
        if (failed < k) {
            return 1;
        }
        double allFail = IntStream.rangeClosed(failed + 1, samples.judged())
                .mapToDouble(i -> 1 - (double) k / i)
                .reduce(1, (one, other) -> one * other);
        return 1 - allFail;
    }

    private static double[] bootstrap(double[] values) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = Stream.generate(() -> random.ints(values.length, 0, values.length)
                        .mapToDouble(at -> values[at])
                        .sum())
                .limit(RESAMPLES)
                .mapToDouble(sum -> sum / values.length)
                .sorted()
                .toArray();
        int cut = (int) Math.floor(RESAMPLES * ERROR_PROBABILITY / 2);
        return new double[] {means[cut], means[RESAMPLES - 1 - cut]};
    }

    /** Every problem has the same value, which {@code n ≥ 1} trials of that rate would have given. */
    private static double[] wilson(double[] values) {
        int successes = Math.toIntExact(Math.round(values[0] * values.length));
        Interval interval =
                BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(values.length, successes, ERROR_PROBABILITY);
        return new double[] {
            Math.min(values[0], interval.getLowerBound()), Math.max(values[0], interval.getUpperBound())
        };
    }
}
