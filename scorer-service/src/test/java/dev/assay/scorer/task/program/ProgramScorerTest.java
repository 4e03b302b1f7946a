package dev.assay.scorer.task.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.ProgramRun;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.scorer.task.Judgement;
import dev.assay.scorer.testing.AttemptBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramScorerTest {

    private static final String LIMIT = "more than 20000 ms of CPU time";
    private static final TestOutcome HIDDEN_FAILED =
            new TestOutcome("secret", Visibility.HIDDEN, Status.FAILED, Optional.empty());

    private final ProgramScorer scorer = new ProgramScorer(1000);

    @ParameterizedTest
    @EnumSource(names = {"PASSED", "WRONG_ANSWER", "RUNTIME_ERROR", "COMPILE_ERROR", "TIME_LIMIT", "EXTRACTION_FAILED"})
    void the_verdict_is_that_of_the_run(Verdict verdict) {
        Judgement judgement =
                scorer.score(generation(FinishReason.STOP), Optional.of(execution(verdict)), Optional.empty());

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.score().scorer()).isEqualTo("program@1");
    }

    @Test
    void a_program_cut_at_the_token_limit_is_truncated_unless_it_works() {
        assertThat(verdict(FinishReason.LENGTH, Verdict.COMPILE_ERROR)).isEqualTo(Verdict.TRUNCATED);
        assertThat(verdict(FinishReason.LENGTH, Verdict.WRONG_ANSWER)).isEqualTo(Verdict.TRUNCATED);
        assertThat(verdict(FinishReason.LENGTH, Verdict.PASSED)).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_wrong_output_is_told_as_it_was_printed() {
        Execution run = execution(
                Verdict.WRONG_ANSWER,
                List.of(shown("a", Status.FAILED)),
                new ProgramRun("a", Optional.of(0), "54\n", "a note\n"));

        assertThat(feedback(run)).isEqualTo(told(Verdict.WRONG_ANSWER, "54"));
    }

    @Test
    void a_program_that_printed_nothing_is_told_so() {
        Execution run = execution(
                Verdict.WRONG_ANSWER,
                List.of(shown("a", Status.FAILED)),
                new ProgramRun("a", Optional.of(0), "", "a note\n"));

        assertThat(feedback(run)).isEqualTo(told(Verdict.WRONG_ANSWER, "(nothing was printed)"));
    }

    @Test
    void an_error_is_told_in_the_words_of_the_runtime() {
        Execution run = execution(
                Verdict.RUNTIME_ERROR,
                List.of(shown("a", Status.ERROR)),
                new ProgramRun("a", Optional.of(1), "5\n", "NameError: x\n"));
        Execution unparsed = execution(
                Verdict.COMPILE_ERROR,
                List.of(shown("a", Status.NOT_RUN)),
                new ProgramRun("compile", Optional.of(1), "", "SyntaxError\n"));

        assertThat(feedback(run)).isEqualTo(told(Verdict.RUNTIME_ERROR, "NameError: x"));
        assertThat(feedback(unparsed)).isEqualTo(told(Verdict.COMPILE_ERROR, "SyntaxError"));
    }

    @Test
    void a_program_that_did_not_end_is_told_its_limit() {
        Execution run = execution(
                Verdict.TIME_LIMIT,
                List.of(shown("a", Status.ERROR)),
                new ProgramRun("a", Optional.empty(), "still here\n", ""));

        assertThat(feedback(run)).isEqualTo(told(Verdict.TIME_LIMIT, LIMIT));
    }

    @Test
    void a_long_error_keeps_its_head_and_its_tail() {
        Execution run = execution(
                Verdict.RUNTIME_ERROR,
                List.of(shown("a", Status.ERROR)),
                new ProgramRun("a", Optional.of(1), "", "Traceback" + "-".repeat(5000) + "ValueError"));

        String error = feedback(run).error().orElseThrow();

        assertThat(error)
                .startsWith("Traceback")
                .endsWith("ValueError")
                .contains("left out")
                .hasSizeLessThan(1001);
    }

    @Test
    void of_a_hidden_case_nothing_is_told_but_that_there_is_more_to_do() {
        Execution run = execution(
                Verdict.WRONG_ANSWER,
                List.of(shown("a", Status.PASSED), HIDDEN_FAILED),
                new ProgramRun("a", Optional.of(0), "5\n", ""));

        for (FeedbackPolicy policy : FeedbackPolicy.values()) {
            assertThat(feedback(policy, run)).isEqualTo(Feedback.FURTHER_TESTS_FAILED);
        }
    }

    @Test
    void a_hidden_case_that_ended_the_run_is_not_told_either() {
        TestOutcome hidden = new TestOutcome("secret", Visibility.HIDDEN, Status.ERROR, Optional.empty());
        Execution run = execution(Verdict.TIME_LIMIT, List.of(hidden, shown("a", Status.NOT_RUN)));

        assertThat(feedback(run)).isEqualTo(Feedback.FURTHER_TESTS_FAILED);
    }

    @Test
    void several_cases_are_told_by_their_names_as_far_as_the_policy_goes() {
        Execution run = execution(
                Verdict.WRONG_ANSWER,
                List.of(shown("a", Status.PASSED), shown("b", Status.FAILED), shown("c", Status.ERROR), HIDDEN_FAILED),
                new ProgramRun("a", Optional.of(0), "1\n", ""),
                new ProgramRun("b", Optional.of(0), "2\n", ""),
                new ProgramRun("c", Optional.of(1), "", "boom\n"));

        assertThat(feedback(FeedbackPolicy.ERROR_TYPE, run)).isEqualTo(Feedback.kind(Verdict.WRONG_ANSWER));
        assertThat(feedback(FeedbackPolicy.FAILING_ASSERT, run))
                .isEqualTo(told(Verdict.WRONG_ANSWER, "Case \"b\":\n2"));
        assertThat(feedback(FeedbackPolicy.FULL_OUTPUT, run))
                .isEqualTo(told(Verdict.WRONG_ANSWER, "Case \"b\":\n2\n\nCase \"c\":\nboom"));
    }

    private Verdict verdict(FinishReason reason, Verdict run) {
        return scorer.score(generation(reason), Optional.of(execution(run)), Optional.empty())
                .verdict();
    }

    private Feedback feedback(Execution run) {
        return feedback(FeedbackPolicy.FAILING_ASSERT, run);
    }

    private Feedback feedback(FeedbackPolicy policy, Execution run) {
        Generation generation = generation(FinishReason.STOP);
        Judgement judgement = scorer.score(generation, Optional.of(run), Optional.empty());
        return scorer.feedback(policy, judgement, generation, Optional.of(run));
    }

    private static Feedback told(Verdict verdict, String error) {
        return new Feedback(Optional.of(verdict), Optional.empty(), Optional.empty(), Optional.of(error));
    }

    private static TestOutcome shown(String name, Status status) {
        return new TestOutcome(name, Visibility.PUBLIC, status, Optional.empty());
    }

    private static Generation generation(FinishReason finishReason) {
        return AttemptBuilder.attempt().stoppedBy(finishReason).generation();
    }

    private static Execution execution(Verdict verdict) {
        return AttemptBuilder.attempt().execution(verdict);
    }

    private static Execution execution(Verdict verdict, List<TestOutcome> tests, ProgramRun... runs) {
        Execution run = execution(verdict);
        return new Execution(
                run.verdict(),
                run.reason(),
                LIMIT,
                run.extraction(),
                tests,
                run.output(),
                run.resources(),
                run.integrity(),
                run.sandbox(),
                run.startedAt(),
                Optional.of(List.of(runs)));
    }
}
