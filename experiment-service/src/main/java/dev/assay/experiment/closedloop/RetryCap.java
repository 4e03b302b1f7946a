package dev.assay.experiment.closedloop;

import dev.assay.contracts.task.program.ProgramOutcome;
import java.util.List;

/**
 * How many attempts a trial has.
 *
 * @param attempts attempts in all, the first one included; at least 1
 */
record RetryCap(int attempts) {

    RetryCap {
        if (attempts < 1) {
            throw new IllegalArgumentException("retry_cap counts attempts in all and must be at least 1: " + attempts);
        }
    }

    /** Whether there is a next attempt after those made; one that infrastructure failed does not count. */
    boolean goesOnAfter(List<AttemptFigures> made) {
        List<ProgramOutcome> outcomes =
                made.stream().flatMap(attempt -> attempt.outcome().stream()).toList();
        return outcomes.size() < attempts && !outcomes.contains(ProgramOutcome.WORKING);
    }
}
