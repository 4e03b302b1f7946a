package dev.assay.scorer.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Feedback;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class FeedbackBoundTest {

    private static final int EIGHT_KIB = 8 * 1024;

    @Property
    void no_error_is_longer_than_the_bound(
            @ForAll @StringLength(min = 1, max = 40) String piece, @ForAll @IntRange(min = 1, max = 5000) int times) {
        Optional<String> error = bounded(piece.repeat(times)).error();

        assertThat(error.map(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .orElse(0))
                .isLessThan(EIGHT_KIB);
    }

    @Test
    void of_a_long_error_head_and_tail_are_told() {
        String error = bounded("first" + "x".repeat(20_000) + "last").error().orElseThrow();

        assertThat(error).startsWith("firstx").contains("[… cut …]").endsWith("xlast");
    }

    @Test
    void no_character_is_torn() {
        String error = bounded("\ud83d\ude00".repeat(9_000)).error().orElseThrow();

        assertThat(new String(error.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(error);
    }

    @Test
    void what_is_short_stays_as_it_is_and_what_is_blank_goes() {
        assertThat(bounded("TypeError").error()).contains("TypeError");
        assertThat(bounded(" \n").error()).isEmpty();
    }

    private static Feedback bounded(String error) {
        return FeedbackBound.within(
                new Feedback(Optional.of(Verdict.RUNTIME_ERROR), Optional.of(1), Optional.of(2), Optional.of(error)));
    }
}
