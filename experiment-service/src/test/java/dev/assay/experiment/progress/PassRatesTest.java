package dev.assay.experiment.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.contracts.run.PassAtK;
import dev.assay.experiment.progress.PassRates.Samples;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PassRatesTest {

    @Property
    void the_estimate_is_the_share_of_draws_that_hold_a_passing_sample(
            @ForAll @IntRange(min = 2, max = 200) int judged, @ForAll @IntRange(max = 200) int passing) {
        int passed = Math.min(judged, passing);

        assertThat(PassRates.of(List.of(new Samples(judged, judged, passed)))).allSatisfy(rate -> {
            double none = binomial(judged - passed, rate.k()).doubleValue()
                    / binomial(judged, rate.k()).doubleValue();
            assertThat(rate.value()).isCloseTo(1 - none, within(1e-9));
            assertThat(rate.value()).isBetween(rate.low() - 1e-9, rate.high() + 1e-9);
        });
    }

    @Test
    void it_is_the_mean_over_problems() {
        List<PassAtK> rates = PassRates.of(List.of(new Samples(5, 5, 0), new Samples(5, 5, 2), new Samples(5, 5, 5)));

        assertThat(rates).extracting(PassAtK::k).containsExactly(1, 5);
        assertThat(rates.getFirst().value()).isCloseTo(1.4 / 3, within(1e-12));
        assertThat(rates.getLast().value()).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void a_problem_with_fewer_judged_samples_than_k_is_left_out_and_counted() {
        List<PassAtK> rates = PassRates.of(List.of(new Samples(5, 4, 4), new Samples(5, 5, 0)));

        assertThat(rates.getLast()).satisfies(rate -> {
            assertThat(rate.k()).isEqualTo(5);
            assertThat(rate.value()).isZero();
            assertThat(rate.problems()).isEqualTo(1);
            assertThat(rate.excluded()).isEqualTo(1);
        });
        assertThat(rates.getFirst().excluded()).isZero();
    }

    @Test
    void nothing_is_said_where_nothing_is_judged_or_each_problem_has_one_sample() {
        assertThat(PassRates.of(List.of(new Samples(5, 0, 0)))).isEmpty();
        assertThat(PassRates.of(List.of(new Samples(1, 1, 1)))).isEmpty();
        assertThat(PassRates.of(List.of())).isEmpty();
    }

    /** The bootstrap's variance is the sample's over n: for 100 problems, half of them solved, 0.5 ± 1.96 × 0.05. */
    @Test
    void the_interval_is_one_over_problems_however_many_samples_each_has() {
        List<Samples> problems = Stream.of(new Samples(40, 40, 40), new Samples(40, 40, 0))
                .flatMap(samples -> Collections.nCopies(50, samples).stream())
                .toList();

        PassAtK rate = PassRates.of(problems).getFirst();

        assertThat(rate.low()).isCloseTo(0.402, within(0.015));
        assertThat(rate.high()).isCloseTo(0.598, within(0.015));
        assertThat(PassRates.of(problems).getFirst()).isEqualTo(rate);
    }

    /** Wilson's interval for 0 of 60: 0 to 0.0602. */
    @Test
    void sixty_unsolved_problems_do_not_prove_a_rate_of_zero() {
        PassAtK rate =
                PassRates.of(Collections.nCopies(60, new Samples(5, 5, 0))).getFirst();

        assertThat(rate.value()).isZero();
        assertThat(rate.low()).isZero();
        assertThat(rate.high()).isCloseTo(0.0602, within(1e-4));
    }

    private static BigInteger binomial(int n, int k) {
        BigInteger value = BigInteger.ONE;
        for (int i = 0; i < k; i++) {
            value = value.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return value;
    }
}
