package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"7, 7000", "0, 0", "1.5, 1500", "-3, 0", "1e99, 86400000"})
    void seconds_are_understood(String value, long millis) {
        assertThat(in("Retry-After", value)).contains(Duration.ofMillis(millis));
    }

    @Test
    void a_date_is_understood() {
        assertThat(in("Retry-After", "Sat, 21 Nov 2026 12:00:30 GMT")).contains(Duration.ofSeconds(30));
        assertThat(in("Retry-After", "Sat, 21 Nov 2026 11:00:00 GMT")).contains(Duration.ZERO);
    }

    @Test
    void milliseconds_are_understood() {
        assertThat(in("Retry-After-Ms", "250")).contains(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource({"soon", "NaN", "''"})
    void nonsense_is_passed_over(String value) {
        assertThat(in("Retry-After", value)).isEmpty();
    }

    private static Optional<Duration> in(String name, String value) {
        return RetryAfter.in(HttpHeaders.of(Map.of(name, List.of(value)), (a, b) -> true), NOON);
    }
}
