package dev.assay.contracts.experiment;

/**
 * The model that looks at a trial's attempts. What it says goes into the prompts of the repairs until it is asked again.
 *
 * @param checkpointInterval attempts from one review to the next; 1 to 100
 */
public record Reviewer(ModelSpec model, Sampling sampling, int checkpointInterval) {}
