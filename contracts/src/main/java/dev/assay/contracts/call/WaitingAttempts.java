package dev.assay.contracts.call;

import java.util.List;
import java.util.UUID;

/** Attempts whose calls llm-worker has yet to make, or makes now; asked for and answered in the same form. */
public record WaitingAttempts(List<UUID> attemptIds) {}
