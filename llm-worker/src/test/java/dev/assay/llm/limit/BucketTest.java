package dev.assay.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BucketTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Property(tries = 200)
    void no_sixty_seconds_hold_more_calls_than_the_limit(
            @ForAll @IntRange(min = 1, max = 2000) int perMinute,
            @ForAll @IntRange(min = 50, max = 900) int turnMillis) {
        Limits limits = new Limits(Optional.of(perMinute), Optional.empty(), Optional.empty());
        int turns = 150_000 / turnMillis;
        long[] begun = new long[turns];
        ProviderState state = ProviderState.NEW;
        for (int turn = 0; turn < turns; turn++) {
            Instant now = NOW.plusMillis((long) turn * turnMillis);
            state = state.at(limits, now);
            for (int room = state.room(limits, 0, now); room > 0; room--) {
                state = state.begun(1);
                begun[turn]++;
            }
        }
        int span = 60_000 / turnMillis;
        long most = IntStream.rangeClosed(0, turns - span)
                .mapToLong(from -> IntStream.range(from, from + span)
                        .mapToLong(turn -> begun[turn])
                        .sum())
                .max()
                .orElseThrow();
        assertThat(most).isLessThanOrEqualTo(perMinute);
    }
}
