package dev.assay.contracts.event;

import java.util.Optional;
import java.util.UUID;

/**
 * The help that an attempt is given; the texts are in llm-worker's ledger.
 *
 * @param specification the call that analysed the problem
 * @param guidance the newest call that reviewed the trial's attempts
 */
public record Advice(Optional<UUID> specification, Optional<UUID> guidance) {}
