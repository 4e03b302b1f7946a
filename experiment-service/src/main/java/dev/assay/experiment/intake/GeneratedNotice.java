package dev.assay.experiment.intake;

import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Usage;
import java.util.Optional;

/** What this service reads of an {@code AttemptGenerated}: all but the answer, which may be large. */
record GeneratedNotice(AttemptRef attempt, Outcome outcome, Optional<CallRole> role) {

    /** @param type {@code answered}, {@code failed} or {@code withheld} */
    record Outcome(
            String type, Optional<WithheldReason> reason, Optional<StageError> error, Optional<Source> generation) {}

    record Source(Generation.Source source, Usage usage, Cost cost) {}

    /** A brought answer: this service sent it itself, and its window counts until the verdict. */
    boolean isProvided() {
        return outcome.generation()
                .map(generation -> generation.source() == Generation.Source.PROVIDED)
                .orElse(false);
    }
}
