package dev.assay.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.json.AssayJson;
import dev.assay.llm.call.RateLimits;
import dev.assay.llm.limit.Signal.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderStateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Circuit.Rule RULE = new Circuit.Rule(3, Duration.ofSeconds(10), Duration.ofSeconds(30));

    @Test
    void a_provider_of_which_nothing_is_known_takes_what_comes() {
        assertThat(room(ProviderState.NEW, Limits.UNKNOWN, 500, NOW)).isEqualTo(Integer.MAX_VALUE - 500);
    }

    @Test
    void configured_concurrency_bounds_the_calls_at_once() {
        assertThat(room(ProviderState.NEW, concurrency(8), 5, NOW)).isEqualTo(3);
        assertThat(room(ProviderState.NEW, concurrency(8), 9, NOW)).isZero();
    }

    @Test
    void a_refusal_halves_the_calls_at_once_and_the_rest_of_its_crowd_does_not() {
        ProviderState once = after(ProviderState.NEW, Result.RATE_LIMITED, NOW.minusSeconds(1), 64, NOW);
        ProviderState crowd = after(once, Result.RATE_LIMITED, NOW.minusSeconds(1), 63, NOW.plusMillis(5));
        ProviderState later = after(once, Result.RATE_LIMITED, NOW.plusSeconds(1), 32, NOW.plusSeconds(2));

        assertThat(once.concurrency(Limits.UNKNOWN)).contains(32);
        assertThat(crowd.concurrency(Limits.UNKNOWN)).contains(32);
        assertThat(later.concurrency(Limits.UNKNOWN)).contains(16);
    }

    @Test
    void a_round_of_answers_raises_the_calls_at_once_by_a_sixteenth_of_where_it_was_refused() {
        ProviderState state = after(ProviderState.NEW, Result.OVERLOADED, NOW.minusSeconds(1), 64, NOW);

        ProviderState raised = repeated(state, Result.WORKS, 32);

        assertThat(raised.concurrency(Limits.UNKNOWN).orElseThrow()).isBetween(35, 36);
    }

    @Test
    void one_refusal_between_answers_delays_nobody_else_and_two_in_a_row_do() {
        Signal refused = signal(Result.RATE_LIMITED, NOW, Optional.of(Duration.ofSeconds(7)), RateLimits.NONE);
        ProviderState once = ProviderState.NEW.after(refused, 10, RULE, NOW);
        ProviderState answered = after(once, Result.WORKS, NOW, 10, NOW).after(refused, 10, RULE, NOW);
        ProviderState twice = once.after(refused, 10, RULE, NOW);

        assertThat(room(once, Limits.UNKNOWN, 0, NOW)).isPositive();
        assertThat(room(answered, Limits.UNKNOWN, 0, NOW)).isPositive();
        assertThat(room(twice, Limits.UNKNOWN, 0, NOW.plusMillis(6999))).isZero();
        assertThat(room(twice, Limits.UNKNOWN, 0, NOW.plusSeconds(7))).isPositive();
    }

    @Test
    void a_quota_that_is_used_up_holds_the_provider_until_it_is_whole_again() {
        RateLimits told = new RateLimits(
                new RateLimits.Quota(Optional.of(100L), Optional.of(0L), Optional.of(Duration.ofSeconds(9))),
                new RateLimits.Quota(Optional.empty(), Optional.empty(), Optional.empty()));

        ProviderState state = ProviderState.NEW.after(signal(Result.WORKS, NOW, Optional.empty(), told), 1, RULE, NOW);

        assertThat(room(state, Limits.UNKNOWN, 0, NOW.plusSeconds(8))).isZero();
        assertThat(room(state, Limits.UNKNOWN, 0, NOW.plusSeconds(9))).isPositive();
        assertThat(state.learned().requestsPerMinute()).contains(100);
    }

    @Test
    void a_limit_by_the_day_is_not_taken_for_one_by_the_minute() {
        RateLimits told = new RateLimits(
                new RateLimits.Quota(Optional.of(50L), Optional.of(49L), Optional.of(Duration.ofHours(5))),
                new RateLimits.Quota(Optional.empty(), Optional.empty(), Optional.empty()));

        ProviderState state = ProviderState.NEW.after(signal(Result.WORKS, NOW, Optional.empty(), told), 1, RULE, NOW);

        assertThat(state.learned()).isEqualTo(Limits.UNKNOWN);
    }

    @Test
    void failures_in_a_row_open_the_circuit_and_one_call_tries_after_a_while() {
        ProviderState open = repeated(ProviderState.NEW, Result.FAILED, 3);

        assertThat(room(open, concurrency(8), 0, NOW.plusSeconds(9))).isZero();
        assertThat(room(open, concurrency(8), 0, NOW.plusSeconds(10))).isEqualTo(1);
        assertThat(room(open, concurrency(8), 1, NOW.plusSeconds(10))).isZero();
    }

    @Test
    void an_answer_closes_the_circuit_and_a_failed_trial_keeps_it_open_for_longer() {
        ProviderState open = repeated(ProviderState.NEW, Result.FAILED, 3);
        Instant trial = NOW.plusSeconds(11);

        ProviderState closed = after(open, Result.WORKS, trial, 1, trial);
        ProviderState longer = after(open, Result.FAILED, trial, 1, trial);

        assertThat(room(closed, concurrency(8), 0, trial)).isEqualTo(8);
        assertThat(room(longer, concurrency(8), 0, trial.plusSeconds(19))).isZero();
        assertThat(room(longer, concurrency(8), 0, trial.plusSeconds(20))).isEqualTo(1);
        assertThat(longer.circuit().openedAt()).contains(NOW);
    }

    @Test
    void a_call_from_before_the_circuit_opened_that_fails_keeps_it_open_no_longer() {
        ProviderState open = repeated(ProviderState.NEW, Result.FAILED, 3);

        ProviderState same = after(open, Result.FAILED, NOW.minusSeconds(30), 1, NOW.plusSeconds(5));

        assertThat(same.circuit()).isEqualTo(open.circuit());
    }

    @Test
    void a_call_larger_than_the_bucket_begins_when_the_bucket_is_full_and_is_worked_off() {
        Limits limits = new Limits(Optional.empty(), Optional.of(1000L), Optional.empty());
        ProviderState state = ProviderState.NEW.at(limits, NOW);

        assertThat(state.hasTokens(limits, 900)).isTrue();
        ProviderState begun = state.begun(900);
        assertThat(begun.at(limits, NOW.plusSeconds(30)).hasTokens(limits, 900)).isFalse();
        assertThat(begun.at(limits, NOW.plusSeconds(60)).hasTokens(limits, 900)).isTrue();
    }

    @Test
    void tokens_that_were_not_used_are_given_back() {
        Limits limits = new Limits(Optional.empty(), Optional.of(10_000L), Optional.empty());
        ProviderState begun = ProviderState.NEW.at(limits, NOW).begun(400);
        Signal answered = new Signal(Result.WORKS, NOW, "", Optional.empty(), RateLimits.NONE, 400, Optional.of(50L));

        assertThat(begun.after(answered, 1, RULE, NOW).tokens().orElseThrow().level())
                .isEqualTo(450);
    }

    @Test
    void a_state_survives_being_stored() {
        ProviderState state = after(
                repeated(ProviderState.NEW, Result.FAILED, 3).at(concurrency(3), NOW),
                Result.RATE_LIMITED,
                NOW,
                4,
                NOW);

        assertThat(AssayJson.read(AssayJson.writeBytes(state), ProviderState.class))
                .isEqualTo(state);
    }

    private static Limits concurrency(int calls) {
        return new Limits(Optional.empty(), Optional.empty(), Optional.of(calls));
    }

    private static int room(ProviderState state, Limits limits, int inFlight, Instant now) {
        return state.at(limits, now).room(limits, inFlight, now);
    }

    private static ProviderState repeated(ProviderState state, Result result, int times) {
        ProviderState last = state;
        for (int i = 0; i < times; i++) {
            last = after(last, result, NOW, 1, NOW);
        }
        return last;
    }

    private static ProviderState after(ProviderState state, Result result, Instant begunAt, int inFlight, Instant now) {
        return state.after(signal(result, begunAt, Optional.empty(), RateLimits.NONE), inFlight, RULE, now);
    }

    private static Signal signal(Result result, Instant begunAt, Optional<Duration> retryAfter, RateLimits told) {
        return new Signal(result, begunAt, "said so", retryAfter, told, 0, Optional.empty());
    }
}
