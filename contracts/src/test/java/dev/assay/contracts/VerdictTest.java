package dev.assay.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void codes_are_those_that_are_stored_and_published() {
        assertThat(Arrays.stream(Verdict.values()).map(Verdict::code))
                .containsExactly(
                        "passed",
                        "wrong_answer",
                        "runtime_error",
                        "compile_error",
                        "time_limit",
                        "memory_limit",
                        "output_limit",
                        "extraction_failed",
                        "truncated",
                        "refused",
                        "tampered",
                        "infrastructure_error",
                        "unscorable");
    }

    @Test
    void a_code_names_its_verdict_and_nothing_else_does() {
        assertThat(Verdict.values())
                .allSatisfy(verdict -> assertThat(Verdict.of(verdict.code())).isEqualTo(verdict));
        assertThatThrownBy(() -> Verdict.of("splendid")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_what_is_not_the_models_doing_stays_out_of_its_rate() {
        assertThat(Arrays.stream(Verdict.values()).filter(verdict -> !verdict.countsForModel()))
                .containsExactly(Verdict.INFRASTRUCTURE_ERROR, Verdict.UNSCORABLE);
    }
}
