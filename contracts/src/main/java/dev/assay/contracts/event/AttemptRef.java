package dev.assay.contracts.event;

import java.util.UUID;

/**
 * Names an attempt and one dispatch of it; carried by every event of the attempt's way.
 *
 * @param attemptNumber from 1; rises with each repair
 * @param dispatchNumber from 1; rises when the same attempt is sent again after an infrastructure error. A success is
 *     accepted from any dispatch, a failure from the current one only
 */
public record AttemptRef(
        UUID attemptId, UUID trialId, String runId, String experimentId, int attemptNumber, int dispatchNumber) {

    /** The same attempt under another dispatch. */
    public AttemptRef dispatched(int number) {
        return new AttemptRef(attemptId, trialId, runId, experimentId, attemptNumber, number);
    }
}
