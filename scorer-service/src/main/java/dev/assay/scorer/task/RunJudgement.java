package dev.assay.scorer.task;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Score;
import java.util.Optional;

/**
 * Judges answers that are run: the verdict is the run's, except where the model was cut short or declined. An answer cut at
 * the token limit that does not pass is {@code truncated}, whatever running it gave. One that the provider's filter stopped
 * and that holds no code is {@code refused}.
 */
public final class RunJudgement {

    private static final String TOKEN_LIMIT = "token_limit";
    private static final String CONTENT_FILTER = "content_filter";

    private RunJudgement() {}

    /** Throws {@link IllegalArgumentException} where the run says what no run can say. */
    public static Judgement of(String scorer, Generation generation, Execution execution) {
        Score score =
                new Score(scorer, passed(execution), execution.tests().size(), Optional.of(execution.integrity()));
        return switch (execution.verdict()) {
            case PASSED, UNSCORABLE -> new Judgement(execution.verdict(), execution.reason(), score);
            case EXTRACTION_FAILED -> withoutCode(generation, execution, score);
            case WRONG_ANSWER, RUNTIME_ERROR, COMPILE_ERROR, TIME_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT, TAMPERED ->
                failed(generation, execution, score);
            case TRUNCATED, REFUSED, INFRASTRUCTURE_ERROR ->
                throw new IllegalArgumentException(
                        "a run cannot say " + execution.verdict().code());
        };
    }

    private static Judgement withoutCode(Generation generation, Execution execution, Score score) {
        return switch (generation.finishReason()) {
            case CONTENT_FILTER -> new Judgement(Verdict.REFUSED, CONTENT_FILTER, score);
            case LENGTH, STOP, OTHER -> failed(generation, execution, score);
        };
    }

    private static Judgement failed(Generation generation, Execution execution, Score score) {
        return switch (generation.finishReason()) {
            case LENGTH -> new Judgement(Verdict.TRUNCATED, TOKEN_LIMIT, score);
            case STOP, CONTENT_FILTER, OTHER -> new Judgement(execution.verdict(), execution.reason(), score);
        };
    }

    private static int passed(Execution execution) {
        return Math.toIntExact(execution.tests().stream()
                .filter(test -> test.status() == TestOutcome.Status.PASSED)
                .count());
    }
}
