package dev.assay.llm.ledger;

import dev.assay.contracts.event.GenerateAttempt;
import java.util.UUID;

/** A call that may be made now, as it was seen; another worker may be quicker. */
public record QueuedCall(UUID attemptId, GenerateAttempt request) {}
