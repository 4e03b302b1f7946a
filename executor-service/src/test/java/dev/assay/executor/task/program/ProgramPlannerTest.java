package dev.assay.executor.task.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.task.program.ProgramTask;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.contracts.task.program.ProgramTask.OracleBody;
import dev.assay.executor.execute.Answer;
import dev.assay.executor.judge.OutputPlan;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramPlannerTest {

    private static final Answer ANSWER = new Answer(AnswerForm.CHAT, "echo 1", Optional.of("bash"));
    private static final Case HIDDEN = new Case("hidden", Visibility.HIDDEN, List.of("1"), "", "1");
    private static final Case FEEDBACK = new Case("feedback", Visibility.FEEDBACK, List.of("2"), "", "2");
    private static final Case PUBLIC = new Case("public", Visibility.PUBLIC, List.of(), "", "3");

    private final ProgramPlanner planner = new ProgramPlanner();

    @Test
    void cases_that_may_be_shown_are_run_first() {
        assertThat(plan(ExecutionLimits.none()).cases()).containsExactly(PUBLIC, FEEDBACK, HIDDEN);
    }

    @Test
    void a_program_has_20_seconds_whatever_the_reference_used() {
        Duration seconds = Duration.ofSeconds(20);

        assertThat(plan(ExecutionLimits.none()).limits())
                .isEqualTo(new SandboxLimits(seconds, seconds, SandboxLimits.DEFAULT_MEMORY_BYTES));
        assertThat(plan(ExecutionLimits.none()).declared()).isFalse();
    }

    @Test
    void declared_limits_take_the_place_of_those() {
        ExecutionLimits declared = new ExecutionLimits(Optional.of(1.5), Optional.empty(), Optional.of(1L << 28));

        assertThat(plan(declared).limits())
                .isEqualTo(new SandboxLimits(Duration.ofMillis(1500), Duration.ofSeconds(20), 1L << 28));
        assertThat(plan(ExecutionLimits.cpu(60)).limits().wall()).isEqualTo(Duration.ofSeconds(60));
        assertThat(plan(declared).declared()).isTrue();
    }

    @Test
    void an_answer_without_a_language_cannot_be_run() {
        Answer answer = new Answer(AnswerForm.CHAT, "echo 1", Optional.empty());

        assertThatThrownBy(() -> planner.plan(oracle(ExecutionLimits.none()), answer))
                .isInstanceOf(RuntimeMissing.class);
    }

    private OutputPlan plan(ExecutionLimits limits) {
        return (OutputPlan) planner.plan(oracle(limits), ANSWER);
    }

    private static OracleProblem oracle(ExecutionLimits limits) {
        OracleBody body = new OracleBody(List.of(HIDDEN, FEEDBACK, PUBLIC), List.of(), List.of());
        return new OracleProblem(
                new ProblemRef("d", "v", "p", ProgramTask.TASK_TYPE, "public", "oracle"),
                limits,
                TaskBody.of(ProgramTask.TASK_TYPE, ProgramTask.SCHEMA_VERSION, body),
                Optional.of(40L));
    }
}
