package dev.assay.experiment.registry;

import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an experiment says, apart from its id and times: two registrations with equal content are the same. */
record ExperimentContent(
        String description,
        List<String> tags,
        ModelSpec model,
        DatasetSelection dataset,
        Strategy strategy,
        String promptTemplate,
        Sampling sampling,
        Optional<AnswerLanguage> language) {

    String hash() {
        return Ids.sha256(AssayJson.write(this));
    }

    Experiment as(String experimentId, Instant createdAt, Instant updatedAt) {
        return new Experiment(
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
                language);
    }
}
