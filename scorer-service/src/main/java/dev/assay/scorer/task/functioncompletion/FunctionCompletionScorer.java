package dev.assay.scorer.task.functioncompletion;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Execution.TestOutcome;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Score;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.scorer.task.Judgement;
import dev.assay.scorer.task.Scorer;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Judges completed functions: the verdict is the execution's, except where the model was cut short or declined.
 *
 * <p>An answer cut at the token limit that does not pass is {@code truncated}, whatever running it gave. One that the
 * provider's filter stopped and that holds no code is {@code refused}.
 */
@Singleton
class FunctionCompletionScorer implements Scorer {

    static final String VERSION = "function-completion@1";
    static final String TOKEN_LIMIT = "token_limit";
    static final String CONTENT_FILTER = "content_filter";

    @Override
    public String taskType() {
        return FunctionCompletion.TASK_TYPE;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public boolean needsExecution() {
        return true;
    }

    @Override
    public Judgement score(Generation generation, Optional<Execution> execution) {
        return score(
                generation,
                execution.orElseThrow(() -> new IllegalArgumentException("a completed function is judged by its run")));
    }

    @Override
    public Feedback feedback(
            FeedbackPolicy policy, Judgement judgement, Generation generation, Optional<Execution> execution) {
        return new FunctionFeedback(judgement.verdict(), execution.orElseThrow()).under(policy);
    }

    private static Judgement score(Generation generation, Execution execution) {
        Score score =
                new Score(VERSION, passed(execution), execution.tests().size(), Optional.of(execution.integrity()));
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
