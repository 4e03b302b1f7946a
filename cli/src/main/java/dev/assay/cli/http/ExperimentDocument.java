package dev.assay.cli.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.FeedbackPolicy;
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
        GoneAbout strategy,
        String promptTemplate,
        Sampling sampling,
        Optional<String> language) {

    /** An experiment over problems that say themselves in which language they are answered. */
    public ExperimentDocument(
            String description,
            List<String> tags,
            Model model,
            DatasetSelection dataset,
            GoneAbout strategy,
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

    /** A strategy, with those who help. */
    public record GoneAbout(
            String type,
            int samples,
            Optional<Integer> maxIterations,
            Optional<FeedbackPolicy> feedback,
            Optional<Helper> specifier,
            Optional<Helper> reviewer) {

        /** A strategy in which nobody helps. */
        public static GoneAbout alone(Strategy strategy) {
            return helped(strategy, Optional.empty(), Optional.empty());
        }

        /** A strategy; nobody helps where nothing is repaired. */
        public static GoneAbout helped(Strategy strategy, Optional<Helper> specifier, Optional<Helper> reviewer) {
            return switch (strategy) {
                case Strategy.ZeroShot(int samples) ->
                    new GoneAbout(
                            strategy.type(),
                            samples,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
                case Strategy.Iterative(int samples, int iterations, FeedbackPolicy feedback, var _, var _) ->
                    new GoneAbout(
                            strategy.type(),
                            samples,
                            Optional.of(iterations),
                            Optional.of(feedback),
                            specifier,
                            reviewer);
            };
        }
    }

    /**
     * A model that helps.
     *
     * @param checkpointInterval of a reviewer; absent: the server's choice
     */
    public record Helper(Model model, Sampling sampling, Optional<Integer> checkpointInterval) {}
}
