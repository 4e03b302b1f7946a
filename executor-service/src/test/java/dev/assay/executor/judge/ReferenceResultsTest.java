package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.InputGroup;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion.Inputs;
import dev.assay.executor.JudgeFixture;
import dev.assay.executor.judge.ReferenceResults.WorkedOut;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReferenceResultsTest {

    private final ReferenceResults results = new ReferenceResults(1 << 20);
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void results_are_worked_out_once_for_an_oracle_and_an_environment() {
        assertThat(ask("one", "here", new WorkedOut.Values("[1]"))).hasValue("[1]");
        assertThat(ask("one", "here", new WorkedOut.Values("[2]"))).hasValue("[1]");
        assertThat(runs).hasValue(1);

        assertThat(ask("one", "there", new WorkedOut.Values("[3]"))).hasValue("[3]");
        assertThat(ask("two", "here", new WorkedOut.Values("[4]"))).hasValue("[4]");
        assertThat(runs).hasValue(3);
    }

    @Test
    void that_there_are_no_values_is_kept_and_a_failure_is_not() {
        assertThat(ask("none", "here", new WorkedOut.NoValues())).isEmpty();
        assertThat(ask("none", "here", new WorkedOut.Values("[1]"))).isEmpty();
        assertThat(runs).hasValue(1);

        assertThat(ask("failed", "here", new WorkedOut.Failed())).isEmpty();
        assertThat(ask("failed", "here", new WorkedOut.Values("[1]"))).hasValue("[1]");
    }

    @Test
    void the_reference_does_not_run_again_for_the_next_answer() {
        OracleProblem problem = inputs("import time\ndef now(x):\n    return time.time_ns()\n");
        try (JudgeFixture judge = new JudgeFixture(1, 986)) {
            String first = judge.run(problem, AnswerForm.PROGRAM, "def now(x):\n    return 1\n")
                    .detail();
            String second = judge.run(problem, AnswerForm.PROGRAM, "def now(x):\n    return 1\n")
                    .detail();

            assertThat(first).matches("now\\(1\\) returned 1, expected \\d+").isEqualTo(second);
        }
    }

    @Test
    void a_reference_whose_results_are_no_values_runs_beside_each_answer() {
        OracleProblem problem = inputs("import fractions\ndef now(x):\n    return fractions.Fraction(x, 1)\n");
        try (JudgeFixture judge = new JudgeFixture(1, 986)) {
            assertThat(judge.run(problem, AnswerForm.PROGRAM, "def now(x):\n    return x\n")
                            .verdict())
                    .isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void a_reference_that_does_not_work_is_nobodys_failure() {
        OracleProblem problem = inputs("def now(x):\n    return x / 0\n");
        try (JudgeFixture judge = new JudgeFixture(1, 986)) {
            assertThat(judge.run(problem, AnswerForm.PROGRAM, "def now(x):\n    return x\n")
                            .reason())
                    .isEqualTo("tests_broken");
        }
    }

    private Optional<String> ask(String oracle, String environment, WorkedOut workedOut) {
        return results.of(oracle, environment, () -> {
            runs.incrementAndGet();
            return workedOut;
        });
    }

    private static OracleProblem inputs(String reference) {
        return JudgeFixture.program(
                "now",
                reference,
                new Inputs(List.of(new InputGroup("base", Visibility.FEEDBACK, "[[1], [2]]")), 0, "equal"),
                ExecutionLimits.cpu(5));
    }
}
