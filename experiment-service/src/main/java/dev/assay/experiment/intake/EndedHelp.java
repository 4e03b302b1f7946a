package dev.assay.experiment.intake;

import dev.assay.contracts.event.CallRole;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that helps and has just ended.
 *
 * @param trialId in whose name it was made, and who pays for it
 * @param attempt number of the last attempt that it has seen; 1 where it has seen none
 */
record EndedHelp(UUID attemptId, UUID trialId, CallRole role, int attempt, End end) {

    /** How it ended. */
    sealed interface End {

        /** There is an answer. */
        record Answered(Used used) implements End {}

        /** Infrastructure failed it too often. */
        record Failed() implements End {}

        /** No call was made for it. */
        record Stopped(Optional<String> reason) implements End {}
    }

    /** Number of the attempt that goes on with it. */
    int nextAttempt() {
        return switch (role) {
            case SPECIFIER -> attempt;
            case REVIEWER -> attempt + 1;
        };
    }
}
