package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":null}",
                "{\"value\":{\"$tuple\":[1,2.5,\"x\"]},\"arguments\":[[],{}]}",
                "{\"error\":{\"classes\":[\"ValueError\"],\"message\":\"no\"}}",
                "{\"missing\":true}"
            })
    void answers_are_taken(String json) {
        assertThat(isAnswer(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "[]",
                "{",
                "{\"value\":}",
                "{\"value\":5} {\"value\":6}",
                "{\"value\":5}x",
                "{\"verdict\":\"passed\"}",
                "{\"value\":NaN}",
                "{\"value\":'5'}"
            })
    void anything_else_is_not(String json) {
        assertThat(isAnswer(json)).isFalse();
    }

    @Test
    void nesting_ends_at_two_hundred() {
        assertThat(isAnswer("{\"value\":" + "[".repeat(199) + "]".repeat(199) + "}"))
                .isTrue();
        assertThat(isAnswer("{\"value\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .isFalse();
    }

    @Test
    void numbers_end_at_4300_digits() {
        assertThat(isAnswer("{\"value\":" + "9".repeat(4300) + "}")).isTrue();
        assertThat(isAnswer("{\"value\":" + "9".repeat(4301) + "}")).isFalse();
    }

    private static boolean isAnswer(String json) {
        return AnswerCheck.isAnswer(json.getBytes(StandardCharsets.UTF_8));
    }
}
