package dev.assay.experiment.intake;

import dev.assay.contracts.event.AttemptFinished;
import dev.assay.experiment.trial.AttemptSignal;
import java.util.Optional;
import java.util.UUID;

/**
 * A signal and the attempt it is about.
 *
 * @param finished the event behind it, where it is one that ends an attempt
 */
record Heard(UUID attemptId, AttemptSignal signal, Optional<AttemptFinished> finished) {}
