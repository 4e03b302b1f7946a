package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.llm.call.RateLimits.Quota;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void openai_says_spans_with_units() {
        RateLimits told = read(Map.of(
                "x-ratelimit-limit-requests", "5000",
                "x-ratelimit-remaining-requests", "4999",
                "x-ratelimit-reset-requests", "12ms",
                "x-ratelimit-limit-tokens", "160000",
                "x-ratelimit-remaining-tokens", "0",
                "x-ratelimit-reset-tokens", "6m0.5s"));

        assertThat(told.requests()).isEqualTo(quota(5000, 4999, Duration.ofMillis(12)));
        assertThat(told.tokens()).isEqualTo(quota(160_000, 0, Duration.ofMillis(360_500)));
    }

    @Test
    void anthropic_says_times() {
        RateLimits told = read(Map.of(
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "3",
                "anthropic-ratelimit-requests-reset", "2026-01-01T00:00:30Z",
                "anthropic-ratelimit-output-tokens-limit", "8000",
                "anthropic-ratelimit-output-tokens-remaining", "7000",
                "anthropic-ratelimit-output-tokens-reset", "2026-01-01T00:00:10Z"));

        assertThat(told.requests()).isEqualTo(quota(50, 3, Duration.ofSeconds(30)));
        assertThat(told.tokens()).isEqualTo(quota(8000, 7000, Duration.ofSeconds(10)));
    }

    @Test
    void openrouter_says_milliseconds_since_1970() {
        RateLimits told = read(Map.of(
                "X-RateLimit-Limit", "20",
                "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset", Long.toString(CLOCK.millis() + 41_000)));

        assertThat(told.requests()).isEqualTo(quota(20, 0, Duration.ofSeconds(41)));
    }

    @Test
    void what_cannot_be_read_says_nothing() {
        assertThat(read(Map.of())).isEqualTo(RateLimits.NONE);
        assertThat(read(Map.of(
                        "x-ratelimit-limit-requests", "many",
                        "x-ratelimit-remaining-requests", "-1",
                        "x-ratelimit-reset-requests", "soon")))
                .isEqualTo(RateLimits.NONE);
    }

    private static Quota quota(long limit, long remaining, Duration reset) {
        return new Quota(Optional.of(limit), Optional.of(remaining), Optional.of(reset));
    }

    private static RateLimits read(Map<String, String> headers) {
        return RateLimitHeaders.in(
                HttpHeaders.of(
                        headers.entrySet().stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                        (name, value) -> true),
                CLOCK);
    }
}
