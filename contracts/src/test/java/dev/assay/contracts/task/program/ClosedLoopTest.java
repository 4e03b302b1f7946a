package dev.assay.contracts.task.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.contracts.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClosedLoopTest {

    @ParameterizedTest
    @CsvSource({"0, 5, WORKING", "0, 6, PARTIAL", "0, '', PARTIAL", "1, 5, FAILED", "137, 6, FAILED", "-1, 5, FAILED"})
    void exit_code_and_output_make_the_outcome(int exitCode, String output, ProgramOutcome outcome) {
        assertThat(ProgramOutcome.of(exitCode, output, "5")).isEqualTo(outcome);
    }

    @Test
    void line_endings_and_surrounding_whitespace_do_not_count_and_all_else_does() {
        assertThat(ExpectedOutput.matches("\n a\r\nb\rc \n\n", "a\nb\nc")).isTrue();
        assertThat(ExpectedOutput.matches("a\n\nb", "a\nb")).isFalse();
        assertThat(ExpectedOutput.matches("a \nb", "a\nb")).isFalse();
        assertThat(ExpectedOutput.matches("A", "a")).isFalse();
        assertThat(ExpectedOutput.matches("", " \n")).isTrue();
    }

    @Test
    void a_written_out_new_line_of_the_expected_output_is_one() {
        assertThat(ExpectedOutput.unescaped("5\\n0\n1")).isEqualTo("5\n0\n1");
    }

    @ParameterizedTest
    @EnumSource
    void a_verdict_has_an_outcome_exactly_when_it_counts_for_the_model(Verdict verdict) {
        assertThat(ProgramOutcome.of(verdict).isPresent()).isEqualTo(verdict.countsForModel());
    }

    @ParameterizedTest
    @CsvSource({
        "PASSED, WORKING",
        "WRONG_ANSWER, PARTIAL",
        "RUNTIME_ERROR, FAILED",
        "COMPILE_ERROR, FAILED",
        "TIME_LIMIT, FAILED",
        "TRUNCATED, FAILED",
        "EXTRACTION_FAILED, FAILED"
    })
    void a_verdict_stands_for_an_outcome(Verdict verdict, ProgramOutcome outcome) {
        assertThat(ProgramOutcome.of(verdict)).contains(outcome);
    }

    @Test
    void working_is_better_than_partial_and_that_than_failed() {
        assertThat(ProgramOutcome.values())
                .containsExactly(ProgramOutcome.FAILED, ProgramOutcome.PARTIAL, ProgramOutcome.WORKING);
    }

    @ParameterizedTest
    @EnumSource
    void an_outcome_is_its_code(ProgramOutcome outcome) {
        assertThat(ProgramOutcome.of(outcome.code())).isEqualTo(outcome);
    }

    @Property
    void a_clipped_text_is_no_longer_than_the_limit_and_keeps_head_and_tail(
            @ForAll @StringLength(max = 400) String text, @ForAll @IntRange(max = 200) int limit) {
        String clipped = Clipping.headAndTail(text, limit);

        assertThat(clipped.length()).isLessThanOrEqualTo(limit);
        if (text.length() <= limit) {
            assertThat(clipped).isEqualTo(text);
        } else if (limit >= 60) {
            assertThat(clipped.substring(0, 10)).isEqualTo(text.substring(0, 10));
            assertThat(clipped.substring(clipped.length() - 10)).isEqualTo(text.substring(text.length() - 10));
        } else if (limit < 30) {
            assertThat(text).startsWith(clipped);
        }
    }

    @Property
    void clipping_never_splits_a_character(
            @ForAll @IntRange(max = 120) int limit, @ForAll @IntRange(max = 1) int shift) {
        String clipped = Clipping.headAndTail("x".repeat(shift) + "😀".repeat(100), limit);

        assertThat(clipped.codePoints().filter(point -> point >= 0xD800 && point <= 0xDFFF))
                .isEmpty();
    }

    @Test
    void a_clipped_text_says_how_much_is_missing() {
        String clipped = Clipping.headAndTail("a".repeat(500) + "z".repeat(500), 100);

        assertThat(clipped).startsWith("aaa").endsWith("zzz").hasSizeLessThanOrEqualTo(100);
        long kept = clipped.chars().filter(sign -> sign == 'a' || sign == 'z').count()
                - "characters".chars().filter(sign -> sign == 'a').count();
        assertThat(clipped).contains("[… %d characters left out …]".formatted(1000 - kept));
        assertThatIllegalArgumentException().isThrownBy(() -> Clipping.headAndTail("a", -1));
    }
}
