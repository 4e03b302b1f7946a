package dev.assay.llm.call;

import dev.assay.llm.call.RateLimits.Quota;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the headers in which servers tell their limits: {@code x-ratelimit-limit-requests} (OpenAI and those like it),
 * {@code anthropic-ratelimit-requests-limit} (Anthropic), {@code x-ratelimit-limit} (OpenRouter).
 */
final class RateLimitHeaders {

    /** As {@code 1h2m3.5s} or {@code 120ms}. */
    private static final Pattern SPAN = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|[dhms])");

    private static final double LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    /** Numbers above are times since 1970, in seconds or milliseconds. */
    private static final double EPOCH_SECONDS = 1e9;

    private static final double EPOCH_MILLIS = 1e12;

    private RateLimitHeaders() {}

    static RateLimits in(HttpHeaders headers, Clock clock) {
        Quota requests = first(
                openAi(headers, "-requests", clock), anthropic(headers, "requests", clock), openAi(headers, "", clock));
        Quota tokens = first(
                openAi(headers, "-tokens", clock),
                anthropic(headers, "tokens", clock),
                anthropic(headers, "output-tokens", clock));
        return new RateLimits(requests, tokens);
    }

    private static Quota openAi(HttpHeaders headers, String kind, Clock clock) {
        return quota(
                headers, "x-ratelimit-limit" + kind, "x-ratelimit-remaining" + kind, "x-ratelimit-reset" + kind, clock);
    }

    private static Quota anthropic(HttpHeaders headers, String kind, Clock clock) {
        String name = "anthropic-ratelimit-" + kind;
        return quota(headers, name + "-limit", name + "-remaining", name + "-reset", clock);
    }

    private static Quota quota(HttpHeaders headers, String limit, String remaining, String reset, Clock clock) {
        return new Quota(
                headers.firstValue(limit).flatMap(RateLimitHeaders::count).filter(count -> count > 0),
                headers.firstValue(remaining).flatMap(RateLimitHeaders::count),
                headers.firstValue(reset).flatMap(value -> span(value.strip(), clock.instant())));
    }

    private static Quota first(Quota... quotas) {
        return Stream.of(quotas)
                .filter(quota -> !quota.equals(Quota.NONE))
                .findFirst()
                .orElse(Quota.NONE);
    }

    private static Optional<Long> count(String value) {
        return number(value).map(number -> (long) Math.floor(number)).filter(count -> count >= 0);
    }

    private static Optional<Duration> span(String value, Instant now) {
        return number(value)
                .map(number -> ofNumber(number, now))
                .or(() -> ofUnits(value))
                .or(() -> ofTime(value, now));
    }

    private static Duration ofNumber(double number, Instant now) {
        if (number >= EPOCH_MILLIS) {
            return between(now, Instant.ofEpochMilli((long) number));
        }
        return number >= EPOCH_SECONDS ? between(now, Instant.ofEpochSecond((long) number)) : ofSeconds(number);
    }

    private static Optional<Duration> ofUnits(String value) {
        Matcher part = SPAN.matcher(value);
        double seconds = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            seconds += Double.parseDouble(part.group(1)) * secondsOf(part.group(2));
            end = part.end();
        }
        return end > 0 && end == value.length() ? Optional.of(ofSeconds(seconds)) : Optional.empty();
    }

    private static double secondsOf(String unit) {
        return switch (unit) {
            case "ms" -> 1e-3;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            default -> 86_400;
        };
    }

    private static Optional<Duration> ofTime(String value, Instant now) {
        try {
            return Optional.of(between(now, OffsetDateTime.parse(value).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration between(Instant now, Instant then) {
        return ofSeconds(Duration.between(now, then).toMillis() / 1e3);
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofMillis((long) (Math.clamp(seconds, 0, LONGEST_SECONDS) * 1e3));
    }

    private static Optional<Double> number(String value) {
        try {
            return Optional.of(Double.parseDouble(value.strip())).filter(number -> !number.isNaN());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
