package dev.assay.experiment.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AttemptAnswer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvalPlusStatusTest {

    private static Optional<AttemptAnswer> tests(int visible, List<String> failed, int hidden, int hiddenFailed) {
        return Optional.of(new AttemptAnswer(
                UUID.randomUUID(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                visible,
                failed,
                hidden,
                hiddenFailed,
                Optional.empty(),
                Optional.empty()));
    }

    @Test
    void plus_is_said_only_where_there_are_hidden_tests() {
        assertThat(EvalPlusStatus.of(Verdict.PASSED, tests(3, List.of(), 0, 0)))
                .isEqualTo(new EvalPlusStatus("pass", Optional.empty()));
        assertThat(EvalPlusStatus.of(Verdict.PASSED, tests(3, List.of(), 5, 0)))
                .isEqualTo(new EvalPlusStatus("pass", Optional.of("pass")));
    }

    @Test
    void base_passes_where_only_hidden_tests_failed() {
        EvalPlusStatus status = EvalPlusStatus.of(Verdict.WRONG_ANSWER, tests(3, List.of(), 5, 2));

        assertThat(status).isEqualTo(new EvalPlusStatus("pass", Optional.of("fail")));
        assertThat(status.bothPassed()).isFalse();
    }

    @Test
    void what_failed_before_any_test_passes_neither() {
        assertThat(EvalPlusStatus.of(Verdict.COMPILE_ERROR, tests(0, List.of(), 0, 0)))
                .isEqualTo(new EvalPlusStatus("fail", Optional.empty()));
        assertThat(EvalPlusStatus.of(Verdict.TIME_LIMIT, tests(3, List.of("base_1"), 5, 5)))
                .isEqualTo(new EvalPlusStatus("timeout", Optional.of("timeout")));
        assertThat(EvalPlusStatus.of(Verdict.EXTRACTION_FAILED, Optional.empty()))
                .isEqualTo(new EvalPlusStatus("fail", Optional.empty()));
    }

    @Test
    void a_data_set_with_hidden_tests_only_has_a_base_that_fails_with_them() {
        assertThat(EvalPlusStatus.of(Verdict.WRONG_ANSWER, tests(0, List.of(), 5, 2)))
                .isEqualTo(new EvalPlusStatus("fail", Optional.of("fail")));
    }
}
