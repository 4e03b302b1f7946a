package dev.assay.scorer.task.functioncompletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.scorer.task.Judgement;
import dev.assay.scorer.testing.AttemptBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FunctionCompletionScorerTest {

    private static final Set<Verdict> NOT_OF_A_RUN =
            EnumSet.of(Verdict.TRUNCATED, Verdict.REFUSED, Verdict.INFRASTRUCTURE_ERROR);

    private final FunctionCompletionScorer scorer = new FunctionCompletionScorer();

    @Property
    void an_answer_that_was_not_cut_or_stopped_has_the_verdict_and_reason_of_its_run(@ForAll Verdict verdict) {
        Assume.that(!NOT_OF_A_RUN.contains(verdict));

        Judgement judgement = score(FinishReason.STOP, verdict);

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.reason()).isEqualTo(execution(verdict).reason());
    }

    @Property
    void an_answer_cut_at_the_token_limit_is_truncated_unless_it_passes_or_cannot_be_judged(@ForAll Verdict verdict) {
        Assume.that(!NOT_OF_A_RUN.contains(verdict));

        Judgement judgement = score(FinishReason.LENGTH, verdict);

        boolean stands = verdict == Verdict.PASSED || verdict == Verdict.UNSCORABLE;
        assertThat(judgement.verdict()).isEqualTo(stands ? verdict : Verdict.TRUNCATED);
        assertThat(judgement.reason()).isEqualTo(stands ? execution(verdict).reason() : "token_limit");
    }

    @Property
    void a_filtered_answer_is_refused_only_where_it_holds_no_code(@ForAll Verdict verdict) {
        Assume.that(!NOT_OF_A_RUN.contains(verdict));

        Judgement judgement = score(FinishReason.CONTENT_FILTER, verdict);

        boolean refused = verdict == Verdict.EXTRACTION_FAILED;
        assertThat(judgement.verdict()).isEqualTo(refused ? Verdict.REFUSED : verdict);
        assertThat(judgement.reason())
                .isEqualTo(refused ? "content_filter" : execution(verdict).reason());
    }

    @Property
    void no_answer_passes_that_did_not_pass_when_it_ran_and_none_fails_that_did(
            @ForAll Verdict verdict, @ForAll FinishReason finishReason) {
        Assume.that(!NOT_OF_A_RUN.contains(verdict));

        assertThat(score(finishReason, verdict).verdict() == Verdict.PASSED).isEqualTo(verdict == Verdict.PASSED);
    }

    @Property
    void tests_are_counted_whether_they_ran_or_not(@ForAll @Size(max = 40) List<TestOutcome.Status> statuses) {
        List<TestOutcome> tests = statuses.stream()
                .map(status -> new TestOutcome("test", Visibility.HIDDEN, status, Optional.empty()))
                .toList();

        Judgement judgement = scorer.score(
                generation(FinishReason.STOP),
                Optional.of(withTests(execution(Verdict.WRONG_ANSWER), tests)),
                Optional.empty());

        assertThat(judgement.score().testsTotal()).isEqualTo(statuses.size());
        assertThat(judgement.score().testsPassed()).isEqualTo((int)
                statuses.stream().filter(TestOutcome.Status.PASSED::equals).count());
    }

    @Property
    void the_same_documents_give_the_same_judgement(@ForAll Verdict verdict, @ForAll FinishReason finishReason) {
        Assume.that(!NOT_OF_A_RUN.contains(verdict));

        assertThat(score(finishReason, verdict)).isEqualTo(score(finishReason, verdict));
    }

    @Test
    void the_score_says_its_scorer_and_how_far_the_verdict_can_be_trusted() {
        Judgement judgement = score(FinishReason.STOP, Verdict.PASSED);

        assertThat(judgement.score().scorer()).isEqualTo("function-completion@1");
        assertThat(judgement.score().integrity()).contains(Execution.Integrity.SPLIT);
    }

    @Property
    void a_run_that_says_what_no_run_can_say_is_not_judged(@ForAll FinishReason finishReason) {
        assertThat(NOT_OF_A_RUN)
                .allSatisfy(verdict -> assertThatThrownBy(() -> score(finishReason, verdict))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(verdict.code()));
    }

    private Judgement score(FinishReason finishReason, Verdict verdict) {
        return scorer.score(generation(finishReason), Optional.of(execution(verdict)), Optional.empty());
    }

    private static Generation generation(FinishReason finishReason) {
        return AttemptBuilder.attempt().stoppedBy(finishReason).generation();
    }

    private static Execution execution(Verdict verdict) {
        return AttemptBuilder.attempt().execution(verdict);
    }

    private static Execution withTests(Execution run, List<TestOutcome> tests) {
        return new Execution(
                run.verdict(),
                run.reason(),
                run.detail(),
                run.extraction(),
                tests,
                run.output(),
                run.resources(),
                run.integrity(),
                run.sandbox(),
                run.startedAt());
    }
}
