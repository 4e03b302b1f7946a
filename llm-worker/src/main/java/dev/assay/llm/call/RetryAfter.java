package dev.assay.llm.call;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads how long a server asks to wait: {@code Retry-After} in seconds or as a date, {@code retry-after-ms}. */
final class RetryAfter {

    private static final double MILLIS = 1000;
    private static final double LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private RetryAfter() {}

    static Optional<Duration> in(HttpHeaders headers, Clock clock) {
        return headers.firstValue("retry-after-ms")
                .flatMap(value -> millis(value, 1))
                .or(() -> headers.firstValue("retry-after").flatMap(value -> seconds(value, clock)));
    }

    private static Optional<Duration> seconds(String value, Clock clock) {
        return millis(value, MILLIS).or(() -> until(value, clock.instant()));
    }

    private static Optional<Duration> millis(String value, double factor) {
        try {
            double millis = Double.parseDouble(value.strip()) * factor;
            return Double.isNaN(millis)
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long) Math.clamp(millis, 0, LONGEST_MILLIS)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> until(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
