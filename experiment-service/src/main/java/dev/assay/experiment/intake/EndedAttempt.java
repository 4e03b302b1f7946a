package dev.assay.experiment.intake;

import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import dev.assay.experiment.trial.AttemptEnd;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt that has just ended.
 *
 * @param finished the event behind it; absent where no stage ever answered, and where no call was made
 * @param stopReason why no call was made
 * @param before what the attempts before it used
 */
record EndedAttempt(
        UUID trialId,
        UUID attemptId,
        AttemptEnd end,
        Optional<AttemptFinished> finished,
        Optional<String> stopReason,
        Optional<Used> before) {

    /** What all attempts used, this one included. */
    Used used() {
        Used own =
                finished.map(event -> new Used(event.usage(), event.cost())).orElse(new Used(Usage.NONE, Cost.UNKNOWN));
        return before.map(earlier -> earlier.plus(own)).orElse(own);
    }
}
