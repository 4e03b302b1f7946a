package dev.assay.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/** Whether differences, one a problem, are centred on zero. */
public final class PairedMeans {

    private static final int FEWEST = 2;

    private PairedMeans() {}

    /** The two-sided p-value of Student's paired t-test. Differences that do not vary have no t: 1 if zero, else 0. */
    public static double studentPValue(double[] differences) {
        if (differences.length < FEWEST) {
            return 1;
        }
        if (Arrays.stream(differences).distinct().count() == 1) {
            return differences[0] == 0 ? 1 : 0;
        }
        return TTest.withDefaults().test(differences).getPValue();
    }

    /**
     * The two-sided p-value of the signed-rank test (Wilcoxon 1945, Biometrics Bulletin 1:80–83) for graded scores.
     * Differences of zero are left out, ties share ranks; it is exact where there are few and no ties.
     */
    public static double signedRankPValue(double[] differences) {
        double[] others = Arrays.stream(differences).filter(value -> value != 0).toArray();
        return others.length == 0
                ? 1
                : WilcoxonSignedRankTest.withDefaults().test(others).getPValue();
    }
}
