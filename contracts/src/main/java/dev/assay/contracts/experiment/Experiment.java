package dev.assay.contracts.experiment;

import java.time.Instant;
import java.util.List;

/** A registered experiment. */
public record Experiment(
        String experimentId,
        String description,
        List<String> tags,
        ModelSpec model,
        DatasetSelection dataset,
        Strategy strategy,
        String promptTemplate,
        Sampling sampling,
        Instant createdAt,
        Instant updatedAt) {}
