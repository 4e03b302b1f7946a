package dev.assay.experiment.progress;

import dev.assay.contracts.run.PassAtK;
import dev.assay.statistics.Bootstrap;
import dev.assay.statistics.Bounds;
import dev.assay.statistics.PassEstimates;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * pass@k of a run with several samples a problem. Pure.
 *
 * <p>The interval is a percentile bootstrap over problems, from a fixed seed: samples of one problem are not independent
 * trials, problems are. Where every problem agrees a bootstrap knows no spread; Wilson's interval over problems is given
 * then, which is the wider one.
 */
final class PassRates {

    private static final int[] USUAL = {1, 5, 10, 100};

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
                .map(samples -> PassEstimates.passAtK(samples.judged(), samples.passed(), k))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        if (values.length == 0) {
            return Optional.empty();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        Bounds bounds = Bootstrap.ofShare(values);
        return Optional.of(new PassAtK(
                k, mean, bounds.low(), bounds.high(), values.length, problems.size() - (long) values.length));
    }
}
