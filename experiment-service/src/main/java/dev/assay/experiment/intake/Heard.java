package dev.assay.experiment.intake;

import dev.assay.contracts.event.AttemptFinished;
import dev.assay.experiment.trial.AttemptSignal;
import java.util.Optional;
import java.util.UUID;

/**
 * A signal and the attempt it is about.
 *
 * @param finished the event behind it, where it is one that ends an attempt
 * @param helped what a call used that helps, where it is answered
 */
record Heard(UUID attemptId, AttemptSignal signal, Optional<AttemptFinished> finished, Optional<Used> helped) {

    /** Of which nothing more is known. */
    Heard(UUID attemptId, AttemptSignal signal) {
        this(attemptId, signal, Optional.empty(), Optional.empty());
    }

    /** An event that ends an attempt. */
    Heard(AttemptSignal signal, AttemptFinished finished) {
        this(finished.attempt().attemptId(), signal, Optional.of(finished), Optional.empty());
    }
}
