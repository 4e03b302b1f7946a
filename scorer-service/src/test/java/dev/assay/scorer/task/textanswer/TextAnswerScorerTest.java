package dev.assay.scorer.task.textanswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.problem.TaskBody;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.task.textanswer.TextAnswer;
import dev.assay.contracts.task.textanswer.TextAnswer.Match;
import dev.assay.contracts.task.textanswer.TextAnswer.OracleBody;
import dev.assay.scorer.task.Judgement;
import dev.assay.scorer.testing.AttemptBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextAnswerScorerTest {

    private static final String LINES = "one\ntwo";

    private final TextAnswerScorer scorer = new TextAnswerScorer();

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "exact, false, '42', '42', passed",
                "exact, false, '42', ' 42', wrong_answer",
                "exact, false, '42', '', wrong_answer",
                "trimmed, false, '42', ' 42 ', passed",
                "trimmed, false, '42', 'It is 42', wrong_answer",
                "trimmed, false, 'Yes', 'yes', wrong_answer",
                "trimmed, true, 'Yes', 'yEs', passed",
                "contains, false, '42', 'It is 42.', passed",
                "contains, false, '42', 'It is 24.', wrong_answer",
                "contains, true, 'yes', 'YES, of course', passed",
            })
    void an_answer_is_held_against_the_accepted_text(
            String match, boolean ignoreCase, String accepted, String answer, String verdict) {
        OracleProblem oracle = oracle(new OracleBody(List.of("something else", accepted), Match.of(match), ignoreCase));

        assertThat(score(answer, FinishReason.STOP, oracle).verdict().code()).isEqualTo(verdict);
    }

    @Test
    void line_endings_are_the_same_everywhere() {
        OracleProblem oracle = oracle(new OracleBody(List.of(LINES), Match.EXACT, false));

        assertThat(score("one\r\ntwo", FinishReason.STOP, oracle).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(score("one\rtwo", FinishReason.STOP, oracle).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(score("onetwo", FinishReason.STOP, oracle).verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    }

    @Test
    void an_answer_that_was_cut_or_stopped_and_does_not_match_says_so() {
        OracleProblem oracle = oracle(new OracleBody(List.of("42"), Match.CONTAINS, false));

        assertThat(score("4", FinishReason.LENGTH, oracle))
                .extracting(Judgement::verdict, Judgement::reason)
                .containsExactly(Verdict.TRUNCATED, "token_limit");
        assertThat(score("", FinishReason.CONTENT_FILTER, oracle))
                .extracting(Judgement::verdict, Judgement::reason)
                .containsExactly(Verdict.REFUSED, "content_filter");
        assertThat(score("42 and", FinishReason.LENGTH, oracle).verdict()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @EnumSource(FeedbackPolicy.class)
    void no_feedback_says_what_is_right(FeedbackPolicy policy) {
        OracleProblem oracle = oracle(new OracleBody(List.of("42"), Match.EXACT, false));
        Judgement judgement = score("41", FinishReason.STOP, oracle);

        assertThat(scorer.feedback(policy, judgement, AttemptBuilder.attempt().generation(), Optional.empty()))
                .isEqualTo(Feedback.kind(Verdict.WRONG_ANSWER));
    }

    @Test
    void without_an_oracle_nothing_is_judged() {
        assertThatThrownBy(
                        () -> scorer.score(AttemptBuilder.attempt().generation(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Judgement score(String answer, FinishReason reason, OracleProblem oracle) {
        return scorer.score(
                AttemptBuilder.attempt().answering(answer).stoppedBy(reason).generation(),
                Optional.empty(),
                Optional.of(oracle));
    }

    private static OracleProblem oracle(OracleBody body) {
        ProblemRef problem = new ProblemRef("questions", "v1", "q/0", TextAnswer.TASK_TYPE, "public-0", "oracle-0");
        return new OracleProblem(
                problem,
                ExecutionLimits.none(),
                TaskBody.of(TextAnswer.TASK_TYPE, TextAnswer.SCHEMA_VERSION, body),
                Optional.empty());
    }
}
