package dev.assay.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void the_deviation_is_that_of_a_sample() {
        Spread spread = Spread.of(2, 4, 4, 4, 5, 5, 7, 9);

        assertThat(spread.n()).isEqualTo(8);
        assertThat(spread.median()).isEqualTo(4.5);
        assertThat(spread.standardDeviation().orElseThrow()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
    }

    @Test
    void one_value_has_a_median_and_no_deviation_and_none_has_neither() {
        assertThat(Spread.of(3)).isEqualTo(new Spread(1, 3, java.util.Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(Spread::of);
    }
}
