package dev.assay.statistics;

import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many problems a study needs to resolve the difference that was seen, at 5 % error with 80 % power: n = (z₀.₉₇₅ +
 * z₀.₈)² σ² / δ², where σ is the standard deviation of the differences of problems (Miller 2024, arXiv:2411.00640,
 * section 5).
 */
public final class NeededProblems {

    private static final double POWER = 0.8;
    private static final double QUANTILES;

    static {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        QUANTILES = normal.inverseCumulativeProbability(1 - Bounds.ERROR_PROBABILITY / 2)
                + normal.inverseCumulativeProbability(POWER);
    }

    private NeededProblems() {}

    /** Absent where no difference was seen, or fewer than two problems. */
    public static OptionalLong of(double[] differences) {
        int n = differences.length;
        double mean = Arrays.stream(differences).average().orElse(0);
        if (n < 2 || mean == 0) {
            return OptionalLong.empty();
        }
        double variance = Arrays.stream(differences)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (n - 1);
        return OptionalLong.of(Math.max(2, (long) Math.ceil(QUANTILES * QUANTILES * variance / (mean * mean))));
    }
}
