package dev.assay.contracts.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A registered experiment.
 *
 * @param language of the answers; present exactly where the problems leave it open
 */
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
        Instant updatedAt,
        Optional<AnswerLanguage> language) {

    /** An experiment over problems that say themselves in which language they are answered. */
    public Experiment(
            String experimentId,
            String description,
            List<String> tags,
            ModelSpec model,
            DatasetSelection dataset,
            Strategy strategy,
            String promptTemplate,
            Sampling sampling,
            Instant createdAt,
            Instant updatedAt) {
        this(
                experimentId,
                description,
                tags,
                model,
                dataset,
                strategy,
                promptTemplate,
                sampling,
                createdAt,
                updatedAt,
                Optional.empty());
    }

    /** Every model that it calls: the one that answers, and those that help. */
    public List<ModelSpec> models() {
        return Stream.of(
                        Stream.of(model),
                        strategy.specifier().map(Specifier::model).stream(),
                        strategy.reviewer().map(Reviewer::model).stream())
                .flatMap(models -> models)
                .toList();
    }
}
