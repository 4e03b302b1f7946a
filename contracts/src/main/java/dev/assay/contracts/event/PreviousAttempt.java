package dev.assay.contracts.event;

import dev.assay.contracts.record.Feedback;
import java.util.UUID;

/** The attempt that is to be repaired; its answer is in llm-worker's ledger. */
public record PreviousAttempt(UUID attemptId, Feedback feedback) {}
