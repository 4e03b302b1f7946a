package dev.assay.cli.closedloop;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.ExperimentDocument;
import dev.assay.cli.http.ModelReference;
import dev.assay.cli.models.PriceOptions;
import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The experiments of a closed loop, one for each language and model. The same options are the same experiments. */
final class ClosedLoopExperiments {

    private static final int HASH_DIGITS = 8;
    private static final int MOST_ATTEMPTS = 100;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            split = ",",
            description = "Slugs or labels of the catalogue; with --base-url names at that server.")
    private List<String> models = List.of();

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Address of the models' server, up to and with /v1.")
    private String baseUrl;

    @Option(
            names = "--retry-cap",
            paramLabel = "N",
            defaultValue = "5",
            description = "Attempts in all that a trial has (default ${DEFAULT-VALUE}).")
    private int retryCap;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "1",
            description = "Trials a task; more than 1 needs a temperature (default ${DEFAULT-VALUE}).")
    private int repeats;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            description = "0 to 2 (default ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--max-output-tokens",
            paramLabel = "N",
            defaultValue = "4096",
            description = "Longest answer, in tokens (default ${DEFAULT-VALUE}).")
    private int maxOutputTokens;

    @Option(names = "--concurrency", paramLabel = "N", description = "Calls at once (default: the server's choice).")
    private Integer concurrency;

    @Option(
            names = "--show-expected",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Show the model what its program must print, or do not (default: do).")
    private boolean showExpected;

    @Mixin
    private final PriceOptions price = new PriceOptions();

    /** A usage failure where options do not fit together. */
    void check() {
        if (models.isEmpty()) {
            throw Failure.usage("give --model NAME; ./assay models list says which there are");
        }
        if (retryCap < 1 || retryCap > MOST_ATTEMPTS) {
            throw Failure.usage("--retry-cap counts attempts in all and must be 1 to " + MOST_ATTEMPTS);
        }
        if (repeats > 1 && temperature == 0) {
            throw Failure.usage("--repeats " + repeats
                    + " needs --temperature above 0: at 0 every repeat would be the same answer");
        }
    }

    Optional<String> baseUrl() {
        return Optional.ofNullable(baseUrl);
    }

    List<String> models() {
        return models;
    }

    /** Registers them; returns their ids. A usage failure where a language or a model cannot be used. */
    List<String> register(AssayClient client, DatasetSelection tasks, List<String> languages) {
        List<String> ids = new ArrayList<>();
        for (String language : languages) {
            for (String model : models) {
                ExperimentDocument document = document(tasks, language, model);
                String id =
                        "closed-loop-" + Ids.sha256(AssayJson.write(document)).substring(0, HASH_DIGITS);
                ids.add(client.putExperiment(id, document).experimentId());
            }
        }
        return ids;
    }

    private ExperimentDocument document(DatasetSelection tasks, String language, String model) {
        ModelReference place = baseUrl == null ? ModelReference.of(model) : ModelReference.at(baseUrl, model);
        return new ExperimentDocument(
                "assay closed-loop",
                List.of("closed-loop"),
                new ExperimentDocument.Model(place, Optional.ofNullable(concurrency), price.price()),
                tasks,
                ExperimentDocument.GoneAbout.alone(
                        new Strategy.Iterative(repeats, retryCap, FeedbackPolicy.FAILING_ASSERT)),
                showExpected ? "write-program" : "write-program-unseen",
                new Sampling(temperature, Optional.empty(), maxOutputTokens, Optional.empty()),
                Optional.of(language));
    }
}
