package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.llm.WorkerConfig;
import dev.assay.llm.call.CallFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyTest {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration MAX_TIME = Duration.ofMinutes(5);
    private static final int MAX = 5;

    private final RetryPolicy policy = new RetryPolicy(new Settings(), new Random(1));

    private record Settings() implements WorkerConfig.Retry {

        @Override
        public int max() {
            return MAX;
        }

        @Override
        public Duration firstDelay() {
            return FIRST;
        }

        @Override
        public Duration maxDelay() {
            return LONGEST;
        }

        @Override
        public Duration maxTime() {
            return MAX_TIME;
        }
    }

    @Property
    void the_wait_doubles_up_to_a_bound_with_jitter(@ForAll @IntRange(min = 1, max = MAX) int calls) {
        Duration full = Duration.ofSeconds(Math.min(1L << (calls - 1), LONGEST.toSeconds()));
        assertThat(delay(Kind.SERVER_ERROR, calls, Duration.ZERO, Optional.empty())
                        .orElseThrow())
                .isBetween(full.dividedBy(2), full);
    }

    @Property
    void every_kind_is_either_final_at_once_or_bounded(@ForAll Kind kind) {
        assertThat(delay(kind, 1, Duration.ZERO, Optional.empty()).isPresent()).isEqualTo(kind.isPassing());
        assertThat(delay(kind, MAX + 1, Duration.ZERO, Optional.empty())).isEmpty();
    }

    @Example
    void what_the_server_asks_for_stands_above_the_own_wait() {
        assertThat(delay(Kind.RATE_LIMIT, 1, Duration.ZERO, Optional.of(Duration.ofSeconds(90))))
                .contains(Duration.ofSeconds(90));
    }

    @Example
    void no_call_begins_after_the_longest_time() {
        assertThat(delay(Kind.RATE_LIMIT, 1, MAX_TIME.minusSeconds(30), Optional.of(Duration.ofSeconds(31))))
                .isEmpty();
        assertThat(delay(Kind.RATE_LIMIT, 1, MAX_TIME.minusSeconds(30), Optional.of(Duration.ofSeconds(30))))
                .isPresent();
    }

    @Example
    void authentication_invalid_request_and_context_length_are_final() {
        assertThat(Kind.AUTHENTICATION.isPassing()).isFalse();
        assertThat(Kind.INVALID_REQUEST.isPassing()).isFalse();
        assertThat(Kind.CONTEXT_LENGTH.isPassing()).isFalse();
    }

    private Optional<Duration> delay(Kind kind, int calls, Duration elapsed, Optional<Duration> retryAfter) {
        return policy.delayAfter(new CallFailure(kind, "x", retryAfter, false), calls, elapsed);
    }
}
