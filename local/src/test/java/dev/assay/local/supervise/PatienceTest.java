package dev.assay.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void the_pause_before_a_new_start_grows_and_stays_bounded() {
        assertThat(Patience.pause(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(Patience.pause(3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Patience.pause(1_000_000)).isEqualTo(Duration.ofSeconds(15));
    }
}
