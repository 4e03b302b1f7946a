package dev.assay.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Score;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptResultTest {

    @Test
    void some_tests_passed_is_partial_none_is_a_failure() {
        assertThat(result(Verdict.PASSED, 3)).isEqualTo("PASS");
        assertThat(result(Verdict.WRONG_ANSWER, 2)).isEqualTo("PARTIAL");
        assertThat(result(Verdict.WRONG_ANSWER, 0)).isEqualTo("FAIL");
        assertThat(result(Verdict.TIME_LIMIT, 3)).isEqualTo("FAIL");
    }

    @Test
    void what_says_nothing_about_the_model_is_none_of_them() {
        assertThat(result(Verdict.INFRASTRUCTURE_ERROR, 0)).isEqualTo("(not judged)");
        assertThat(AttemptResult.of(Optional.empty(), Optional.empty())).isEqualTo("(open)");
    }

    private static String result(Verdict verdict, int passed) {
        return AttemptResult.of(Optional.of(verdict), Optional.of(new Score("s@1", passed, 3, Optional.empty())));
    }
}
