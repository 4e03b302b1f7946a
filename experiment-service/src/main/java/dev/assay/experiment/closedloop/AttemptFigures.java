package dev.assay.experiment.closedloop;

import dev.assay.contracts.task.program.ProgramOutcome;
import java.util.Optional;

/**
 * One model call of the closed loop and what came of it.
 *
 * @param outcome absent where infrastructure failed: that is no attempt of the model
 * @param generationTokens what the model wrote
 * @param inputTokens what it was given, from a cache or not
 */
record AttemptFigures(Optional<ProgramOutcome> outcome, long generationTokens, long inputTokens) {

    boolean isJudged() {
        return outcome.isPresent();
    }
}
