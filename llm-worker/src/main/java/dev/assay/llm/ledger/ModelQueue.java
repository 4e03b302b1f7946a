package dev.assay.llm.ledger;

/**
 * A model with calls that may be made now and room for some of them.
 *
 * @param modelKey as {@link dev.assay.contracts.experiment.ModelSpec#key}
 * @param room calls that its limit leaves, over all workers, as it was seen
 */
public record ModelQueue(String modelKey, int room) {}
