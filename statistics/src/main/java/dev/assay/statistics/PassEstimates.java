package dev.assay.statistics;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What {@code n} samples of a problem, of which {@code c} passed, say about {@code k} further ones. Both estimators are
 * unbiased, and absent where there are fewer than {@code k} samples.
 */
public final class PassEstimates {

    private PassEstimates() {}

    /** pass@k, that at least one of k passes: 1 − C(n−c, k) / C(n, k) (Chen et al. 2021, arXiv:2107.03374). */
    public static OptionalDouble passAtK(int samples, int passed, int k) {
        return samples < k ? OptionalDouble.empty() : OptionalDouble.of(1 - allOf(samples, samples - passed, k));
    }

    /** pass^k, that all of k pass: C(c, k) / C(n, k) (Yao et al. 2024, τ-bench, arXiv:2406.12045). */
    public static OptionalDouble passHatK(int samples, int passed, int k) {
        return samples < k ? OptionalDouble.empty() : OptionalDouble.of(allOf(samples, passed, k));
    }

    /** C(marked, k) / C(samples, k), as a product so that nothing overflows. */
    private static double allOf(int samples, int marked, int k) {
        return IntStream.range(0, k)
                .mapToDouble(i -> Math.max(0, marked - i) / (double) (samples - i))
                .reduce(1, (one, other) -> one * other);
    }
}
