package dev.assay.scorer.task;

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

    private RunJudgement() {}

    /** Throws {@link IllegalArgumentException} where there is no run, or it says what no run can say. */
    public static Judgement of(String scorer, Generation generation, Optional<Execution> execution) {
        return of(
                scorer,
                generation,
                execution.orElseThrow(() -> new IllegalArgumentException(scorer + " judges an answer by its run")));
    }

    private static Judgement of(String scorer, Generation generation, Execution execution) {
        Score score =
                new Score(scorer, passed(execution), execution.tests().size(), Optional.of(execution.integrity()));
        Judgement judgement = new Judgement(execution.verdict(), execution.reason(), score);
        return switch (execution.verdict()) {
            case PASSED, UNSCORABLE -> judgement;
            case EXTRACTION_FAILED -> CutShort.or(judgement, generation.finishReason(), false);
            case WRONG_ANSWER, RUNTIME_ERROR, COMPILE_ERROR, TIME_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT, TAMPERED ->
                CutShort.or(judgement, generation.finishReason(), true);
            case TRUNCATED, REFUSED, INFRASTRUCTURE_ERROR ->
                throw new IllegalArgumentException(
                        "a run cannot say " + execution.verdict().code());
        };
    }

    private static int passed(Execution execution) {
        return Math.toIntExact(execution.tests().stream()
                .filter(test -> test.status() == TestOutcome.Status.PASSED)
                .count());
    }
}
