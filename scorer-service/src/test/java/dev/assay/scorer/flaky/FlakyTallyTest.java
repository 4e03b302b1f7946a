package dev.assay.scorer.flaky;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.analysis.FlakyProblem;
import dev.assay.contracts.problem.ProblemRef;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlakyTallyTest {

    private final FlakyTally tally = new FlakyTally();

    private void add(String problem, String oracle, String code, Verdict verdict) {
        tally.add(
                new ProblemRef("humaneval", "v1", problem, "function-completion", "public", oracle),
                UUID.randomUUID(),
                code,
                verdict);
    }

    @Test
    void only_the_same_code_under_the_same_tests_with_different_verdicts_is_flaky() {
        add("HumanEval/0", "tests", "x = 1", Verdict.PASSED);
        add("HumanEval/0", "tests", "x = 1", Verdict.TIME_LIMIT);
        add("HumanEval/0", "tests", "x = 1", Verdict.PASSED);
        add("HumanEval/0", "tests", "x = 2", Verdict.WRONG_ANSWER);
        add("HumanEval/0", "other tests", "x = 2", Verdict.PASSED);
        add("HumanEval/1", "tests", "x = 3", Verdict.PASSED);
        add("HumanEval/1", "tests", "x = 3", Verdict.INFRASTRUCTURE_ERROR);

        List<FlakyProblem> flaky = tally.flaky();

        assertThat(flaky).hasSize(1);
        assertThat(flaky.getFirst().problemId()).isEqualTo("HumanEval/0");
        assertThat(flaky.getFirst().codeHash()).isEqualTo(Ids.sha256("x = 1"));
        assertThat(flaky.getFirst().verdicts()).isEqualTo(Map.of(Verdict.PASSED, 2L, Verdict.TIME_LIMIT, 1L));
        assertThat(flaky.getFirst().attemptIds()).hasSize(3);
    }

    @Test
    void many_executions_name_ten_attempts() {
        IntStream.range(0, 25)
                .forEach(at -> add("HumanEval/0", "tests", "x", at == 24 ? Verdict.RUNTIME_ERROR : Verdict.PASSED));

        assertThat(tally.flaky().getFirst().attemptIds()).hasSize(10);
        assertThat(tally.flaky().getFirst().verdicts()).containsEntry(Verdict.PASSED, 24L);
    }
}
