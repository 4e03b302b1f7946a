package dev.assay.cli.http;

import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import java.util.List;
import java.util.Optional;

/** The request document that registers an experiment. */
public record ExperimentDocument(
        String description,
        List<String> tags,
        Model model,
        DatasetSelection dataset,
        Strategy strategy,
        String promptTemplate,
        Sampling sampling) {

    /**
     * The model to ask.
     *
     * @param price absent: free on loopback, else unknown
     */
    public record Model(String baseUrl, String name, Optional<Integer> maxConcurrency, Optional<Price> price) {}
}
