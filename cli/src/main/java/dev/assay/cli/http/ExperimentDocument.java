package dev.assay.cli.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import java.util.List;
import java.util.Optional;

/**
 * The request document that registers an experiment.
 *
 * @param language present exactly where the problems leave it open
 */
public record ExperimentDocument(
        String description,
        List<String> tags,
        Model model,
        DatasetSelection dataset,
        Strategy strategy,
        String promptTemplate,
        Sampling sampling,
        Optional<String> language) {

    /** An experiment over problems that say themselves in which language they are answered. */
    public ExperimentDocument(
            String description,
            List<String> tags,
            Model model,
            DatasetSelection dataset,
            Strategy strategy,
            String promptTemplate,
            Sampling sampling) {
        this(description, tags, model, dataset, strategy, promptTemplate, sampling, Optional.empty());
    }

    /**
     * The model to ask: by slug, or by address and name.
     *
     * @param price absent: the catalogue's for a slug, free on loopback, else unknown
     */
    public record Model(@JsonUnwrapped ModelReference place, Optional<Integer> maxConcurrency, Optional<Price> price) {}
}
