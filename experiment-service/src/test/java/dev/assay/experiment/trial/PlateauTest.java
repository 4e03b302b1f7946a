package dev.assay.experiment.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauTest {

    @Test
    void three_equal_rates_between_nothing_and_all_are_a_plateau() {
        assertThat(Plateau.of(List.of(0.5, 0.5, 0.5))).isTrue();
        assertThat(Plateau.of(List.of(0.0, 1.0 / 3, 1.0 / 3, 1.0 / 3))).isTrue();
    }

    @Test
    void anything_else_is_none() {
        assertThat(Plateau.of(List.of())).isFalse();
        assertThat(Plateau.of(List.of(0.5, 0.5))).isFalse();
        assertThat(Plateau.of(List.of(0.5, 0.5, 0.6))).isFalse();
        assertThat(Plateau.of(List.of(0.5, 0.5, 0.5, 0.6))).isFalse();
        assertThat(Plateau.of(List.of(0.0, 0.0, 0.0))).isFalse();
        assertThat(Plateau.of(List.of(1.0, 1.0, 1.0))).isFalse();
    }
}
