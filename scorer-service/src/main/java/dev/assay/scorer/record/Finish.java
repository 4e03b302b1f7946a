package dev.assay.scorer.record;

import dev.assay.contracts.event.AttemptFinished;
import java.time.Instant;

/**
 * The end of an attempt.
 *
 * @param number from 1; rises when a retry after an infrastructure error finishes the attempt again
 * @param published whether the event is known to have reached the broker
 */
public record Finish(int number, AttemptFinished event, Instant at, boolean published) {}
