package dev.assay.cli.demo;

import dev.assay.cli.http.ExperimentDocument;
import dev.assay.cli.http.ModelReference;
import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import java.util.List;
import java.util.Optional;

/** The experiment of the demo. Its id follows from its content, so that the same demo is the same experiment. */
record DemoExperiment(String experimentId, ExperimentDocument document) {

    private static final int HASH_DIGITS = 8;
    private static final int MAX_OUTPUT_TOKENS = 1024;

    /** What a person may change about it. */
    record Choice(
            String baseUrl,
            String model,
            Optional<Integer> concurrency,
            String template,
            int samples,
            double temperature,
            Optional<Price> price) {}

    static DemoExperiment of(String datasetId, Choice choice) {
        ExperimentDocument document = new ExperimentDocument(
                "assay demo",
                List.of("demo"),
                new ExperimentDocument.Model(
                        ModelReference.at(choice.baseUrl(), choice.model()), choice.concurrency(), choice.price()),
                new DatasetSelection(datasetId, "all"),
                ExperimentDocument.GoneAbout.alone(new Strategy.ZeroShot(choice.samples())),
                choice.template(),
                new Sampling(choice.temperature(), Optional.empty(), MAX_OUTPUT_TOKENS, Optional.empty()));
        String hash = Ids.sha256(AssayJson.write(document)).substring(0, HASH_DIGITS);
        return new DemoExperiment("demo-" + hash, document);
    }
}
