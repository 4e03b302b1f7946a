package dev.assay.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Whether two sides that met the same problems once each differ (McNemar 1947, Psychometrika 12:153–157): only problems
 * that one side solved and the other did not speak.
 */
public final class McNemar {

    /** From so many discordant problems on, the normal approximation is taken. */
    private static final long FIRST_LARGE = 1_000;

    private static final double HALF = 0.5;

    private McNemar() {}

    /** The two-sided p-value: exact, or of χ² with continuity correction (Edwards 1948) where there are many. */
    public static double pValue(long onlyFirst, long onlySecond) {
        long discordant = onlyFirst + onlySecond;
        if (discordant == 0) {
            return 1;
        }
        return discordant < FIRST_LARGE ? exact(onlyFirst, discordant) : approximate(onlyFirst, onlySecond);
    }

    /** What {@link #pValue} was worked out by. */
    public static String method(long onlyFirst, long onlySecond) {
        return onlyFirst + onlySecond < FIRST_LARGE ? "mcnemar_exact" : "mcnemar_chi_squared";
    }

    private static double exact(long onlyFirst, long discordant) {
        return BinomialTest.withDefaults()
                .test(Math.toIntExact(discordant), Math.toIntExact(onlyFirst), HALF)
                .getPValue();
    }

    static double approximate(long onlyFirst, long onlySecond) {
        double apart = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1.0);
        return ChiSquaredDistribution.of(1).survivalProbability(apart * apart / (onlyFirst + onlySecond));
    }
}
