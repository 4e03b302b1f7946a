package dev.assay.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void nothing_is_said_before_something_has_ended() {
        pace.note(0, 0);
        assertThat(pace.perSecond()).isEmpty();
        pace.note(seconds(1), 0);
        assertThat(pace.perSecond()).isEmpty();
    }

    @Test
    void the_rate_follows_the_last_half_minute() {
        pace.note(0, 0);
        pace.note(seconds(10), 1000);
        assertThat(pace.perSecond()).hasValue(100);
        pace.note(seconds(30), 1010);
        pace.note(seconds(50), 1020);
        assertThat(pace.perSecond()).hasValue(0.5);
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
