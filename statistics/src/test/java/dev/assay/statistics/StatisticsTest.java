package dev.assay.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against SciPy 1.17.1 and NumPy; each constant stands beside the expression that made it. */
class StatisticsTest {

    private static final Offset<Double> EXACT = within(1e-9);

    /** Darwin's maize, in eighths of an inch: the example of R's and SciPy's documentation. */
    private static final double[] DARWIN = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};

    private static final double[] GRADED = {0.2, -0.1, 0.5, 0.0, 0.3, 0.25, -0.4, 0.6, 0.1, 0.0};

    @Test
    void wilson_is_that_of_scipy() {
        // stats.binomtest(c, n).proportion_ci(method='wilson')
        assertBounds(Wilson.interval(52, 164), 0.2507367016847996, 0.3917830879930398);
        assertBounds(Wilson.interval(0, 10), 0, 0.27753279986288926);
        assertBounds(Wilson.interval(10, 10), 0.7224672001371109, 1);
    }

    @Test
    void pass_estimates_are_the_ratios_of_binomials() {
        // 1 - comb(7, 5) / comb(10, 5); 1 - comb(193, 100) / comb(200, 100); comb(7, 3) / comb(10, 3)
        assertThat(PassEstimates.passAtK(10, 3, 5)).hasValueCloseTo(0.9166666666666666, EXACT);
        assertThat(PassEstimates.passAtK(200, 7, 100)).hasValueCloseTo(0.9929911172418123, EXACT);
        assertThat(PassEstimates.passHatK(10, 7, 3)).hasValueCloseTo(0.2916666666666667, EXACT);
    }

    @Test
    void more_samples_than_there_are_is_no_figure() {
        assertThat(PassEstimates.passAtK(4, 4, 5)).isEmpty();
        assertThat(PassEstimates.passHatK(4, 4, 5)).isEmpty();
    }

    @Property
    void all_passing_is_never_likelier_than_one_passing(
            @ForAll @IntRange(min = 1, max = 300) int samples,
            @ForAll @IntRange(max = 300) int passed,
            @ForAll @IntRange(min = 1, max = 300) int k) {
        int counted = Math.min(passed, samples);
        int drawn = Math.min(k, samples);
        double one = PassEstimates.passAtK(samples, counted, drawn).orElseThrow();
        double all = PassEstimates.passHatK(samples, counted, drawn).orElseThrow();

        assertThat(all).isBetween(0.0, one + 1e-12);
        assertThat(one).isLessThanOrEqualTo(1);
        assertThat(PassEstimates.passAtK(samples, counted, 1)).hasValueCloseTo((double) counted / samples, EXACT);
    }

    @Test
    void mcnemar_is_exact_where_few_problems_are_discordant() {
        // stats.binomtest(b, b + c).pvalue
        assertThat(McNemar.pValue(5, 15)).isCloseTo(0.04138946533203125, EXACT);
        assertThat(McNemar.pValue(1, 9)).isCloseTo(0.021484375, EXACT);
        assertThat(McNemar.pValue(10, 10)).isEqualTo(1);
        assertThat(McNemar.pValue(86, 150)).isCloseTo(3.7159361395713866e-05, EXACT);
        assertThat(McNemar.pValue(0, 6)).isCloseTo(0.03125, EXACT);
        assertThat(McNemar.pValue(0, 0)).isEqualTo(1);
        assertThat(McNemar.method(5, 15)).isEqualTo("mcnemar_exact");
    }

    @Test
    void mcnemar_is_chi_squared_where_many_are() {
        // stats.chi2.sf((abs(b - c) - 1)**2 / (b + c), 1)
        assertThat(McNemar.pValue(600, 700)).isCloseTo(0.006036981097798615, EXACT);
        assertThat(McNemar.approximate(101, 121)).isCloseTo(0.20223969808664588, EXACT);
        assertThat(McNemar.approximate(121, 59)).isCloseTo(5.450094825427117e-06, EXACT);
        assertThat(McNemar.method(600, 700)).isEqualTo("mcnemar_chi_squared");
    }

    @Test
    void the_interval_of_a_paired_difference_is_that_of_agresti_and_min() {
        // t = array([0.5+12, 0.5+30]); N = 166; d = (t[1]-t[0])/N; d ± norm.ppf(.975) * sqrt(t.sum()/N**2 - d**2/N)
        assertBounds(PairedProportions.difference(12, 30, 164), 0.032787551146768956, 0.18407991873274912);
    }

    @Test
    void students_test_is_that_of_scipy() {
        // stats.ttest_1samp(graded, 0).pvalue
        assertThat(PairedMeans.studentPValue(GRADED)).isCloseTo(0.15194221297307747, EXACT);
        assertThat(PairedMeans.studentPValue(new double[] {0.5})).isEqualTo(1);
        assertThat(PairedMeans.studentPValue(new double[] {0, 0, 0})).isEqualTo(1);
        assertThat(PairedMeans.studentPValue(new double[] {1, 1, 1})).isZero();
    }

    @Test
    void the_signed_rank_test_is_that_of_scipy() {
        // stats.wilcoxon(darwin).pvalue
        assertThat(PairedMeans.signedRankPValue(DARWIN)).isCloseTo(0.041259765625, EXACT);
        // stats.wilcoxon(tied, correction=True, method='approx').pvalue
        double[] tied = {0.5, 0.5, -0.25, 0.75, 1, -0.5, 0.25, 0.25, 0.5, 1, 1, 0.75, -0.25, 0.5, 0.25, 0.5};
        assertThat(PairedMeans.signedRankPValue(tied)).isCloseTo(0.005632120790361321, EXACT);
        double[] withZeros = DoubleStream.concat(Arrays.stream(DARWIN), DoubleStream.of(0, 0, 0))
                .toArray();
        assertThat(PairedMeans.signedRankPValue(withZeros)).isCloseTo(0.041259765625, EXACT);
        assertThat(PairedMeans.signedRankPValue(new double[3])).isEqualTo(1);
    }

    @Test
    void holm_steps_down_from_the_smallest() {
        // The definition by hand: 4 × 0.005, max(that, 3 × 0.01), max(that, 2 × 0.03), max(that, 0.04)
        assertAll(Holm.adjust(List.of(0.01, 0.04, 0.03, 0.005)), 0.03, 0.06, 0.06, 0.02);
        assertAll(Holm.adjust(List.of(0.6, 0.7)), 1, 1);
        assertThat(Holm.adjust(List.of())).isEmpty();
    }

    @Property
    void holm_never_makes_a_difference_more_certain_and_keeps_the_order(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(max = 1) Double> pValues) {
        List<Double> adjusted = Holm.adjust(pValues);

        for (int i = 0; i < pValues.size(); i++) {
            assertThat(adjusted.get(i)).isBetween(pValues.get(i), 1.0);
            for (int j = 0; j < pValues.size(); j++) {
                if (pValues.get(i) < pValues.get(j)) {
                    assertThat(adjusted.get(i)).isLessThanOrEqualTo(adjusted.get(j));
                }
            }
        }
    }

    @Test
    void clustered_errors_are_those_of_the_sandwich() {
        // Least squares on a constant: sqrt((B @ meat @ B)[0, 0]), B = inv(X'X), meat = Σ over groups of X'u u'X
        List<double[]> clusters = List.of(
                new double[] {1, 1, 0},
                new double[] {0, 0},
                new double[] {1, 1, 1, 1},
                new double[] {0, 1},
                new double[] {0, 0, 0});
        assertThat(ClusteredError.ofMean(clusters)).isCloseTo(0.1956151991089879, EXACT);
    }

    @Test
    void clusters_of_one_have_the_error_of_independent_observations() {
        List<double[]> single =
                Arrays.stream(GRADED).mapToObj(value -> new double[] {value}).toList();
        double mean = Arrays.stream(GRADED).average().orElseThrow();
        double variance = Arrays.stream(GRADED)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();

        assertThat(ClusteredError.ofMean(single)).isCloseTo(Math.sqrt(variance / GRADED.length), EXACT);
    }

    @Test
    void the_bootstrap_is_near_that_of_scipy_and_always_the_same() {
        double[] values = IntStream.range(0, 8)
                .boxed()
                .flatMapToDouble(time -> DoubleStream.of(0, 0, 0, 1, 1, 1, 1, 0.5, 0.25, 0.75))
                .toArray();

        // stats.bootstrap((v,), mean, n_resamples=200000, method='percentile', rng=default_rng(1))
        Bounds bounds = Bootstrap.ofMean(values);
        assertThat(bounds.low()).isCloseTo(0.45625, within(0.01));
        assertThat(bounds.high()).isCloseTo(0.64375, within(0.01));
        assertThat(Bootstrap.ofMean(values)).isEqualTo(bounds);
    }

    @Test
    void problems_that_all_agree_still_leave_doubt() {
        assertThat(Bootstrap.ofShare(new double[] {1, 1, 1, 1})).isEqualTo(Wilson.interval(4, 4));
        assertThat(Bootstrap.ofShare(new double[] {0.5, 0.5, 0.5}).low()).isLessThan(0.5);
    }

    @Test
    void needed_problems_follow_from_spread_and_difference() {
        // (norm.ppf(.975) + norm.ppf(.8))**2 * var(graded, ddof=1) / graded.mean()**2 = 32.03
        assertThat(NeededProblems.of(GRADED)).hasValue(33);
        assertThat(NeededProblems.of(new double[] {1, -1})).isEmpty();
        assertThat(NeededProblems.of(new double[] {1})).isEmpty();
    }

    private static void assertBounds(Bounds bounds, double low, double high) {
        assertThat(bounds.low()).isCloseTo(low, EXACT);
        assertThat(bounds.high()).isCloseTo(high, EXACT);
    }

    private static void assertAll(List<Double> values, double... expected) {
        assertThat(values).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(values.get(i)).isCloseTo(expected[i], EXACT);
        }
    }
}
