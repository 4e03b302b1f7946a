package dev.assay.cli.run;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.ExperimentDocument;
import dev.assay.cli.http.ExperimentDocument.GoneAbout;
import dev.assay.cli.http.ModelReference;
import dev.assay.cli.models.PriceOptions;
import dev.assay.contracts.Ids;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.json.AssayJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Experiments as options describe them, one for each strategy. Their ids follow from their content: the same options are the
 * same experiments.
 */
final class PlainExperiment {

    private static final int HASH_DIGITS = 8;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Slug or label of the catalogue; with --base-url or --provider the name at that server.")
    private String model;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Address of the model's server, up to and with /v1.")
    private String baseUrl;

    @Option(names = "--provider", paramLabel = "NAME", description = "A provider of the catalogue.")
    private String provider;

    @Option(names = "--dataset", paramLabel = "ID", description = "The data set.")
    private String dataset;

    @Option(
            names = "--slice",
            paramLabel = "SLICE",
            description = "all, a range 0-10, problem ids, or a slice's name (default: all).")
    private String slice;

    @Option(names = "--samples", paramLabel = "N", description = "Answers a problem (default: 1).")
    private Integer samples;

    @Mixin
    private final StrategyOptions strategy = new StrategyOptions();

    @Option(names = "--temperature", paramLabel = "T", description = "0 to 2 (default: 0).")
    private Double temperature;

    @Option(names = "--template", paramLabel = "ID", description = "Prompt template (default: complete-function).")
    private String template;

    @Option(
            names = "--cot",
            negatable = true,
            description = "Has the model think step by step in its answer: the template complete-function-cot.")
    private Boolean chainOfThought;

    @Option(names = "--max-output-tokens", paramLabel = "N", description = "Longest answer, in tokens (default: 1024).")
    private Integer maxOutputTokens;

    @Option(names = "--seed", paramLabel = "N", description = "Seed that the model's server is given.")
    private Long seed;

    @Option(names = "--concurrency", paramLabel = "N", description = "Calls at once (default: the server's choice).")
    private Integer concurrency;

    @Mixin
    private final PriceOptions price = new PriceOptions();

    /** Whether any of the options was given. */
    boolean isGiven() {
        return price.isGiven()
                || strategy.isGiven()
                || Stream.of(
                                model,
                                baseUrl,
                                provider,
                                dataset,
                                slice,
                                samples,
                                temperature,
                                template,
                                chainOfThought,
                                maxOutputTokens,
                                seed,
                                concurrency)
                        .anyMatch(option -> option != null);
    }

    /** Registers the experiments; returns their ids. */
    List<String> register(AssayClient client) {
        if (model == null || dataset == null) {
            throw Failure.usage("give --model NAME and --dataset ID");
        }
        if (baseUrl != null && provider != null) {
            throw Failure.usage("give --base-url or --provider, not both");
        }
        Optional<Price> given = price.price();
        String datasetId = client.dataset(dataset).datasetId();
        ModelReference place = place(client, model);
        return strategy.strategies(Optional.ofNullable(samples).orElse(1), name -> place(client, name)).stream()
                .map(one -> register(client, document(datasetId, place, given, one)))
                .toList();
    }

    private static String register(AssayClient client, ExperimentDocument document) {
        String id = "exp_" + Ids.sha256(AssayJson.write(document)).substring(0, HASH_DIGITS);
        return client.putExperiment(id, document).experimentId();
    }

    private ModelReference place(AssayClient client, String name) {
        if (baseUrl != null) {
            return ModelReference.at(baseUrl, name);
        }
        return provider == null ? ModelReference.of(name) : new ProviderModels(client.models()).find(provider, name);
    }

    private String template() {
        boolean thinks = Boolean.TRUE.equals(chainOfThought);
        if (thinks && template != null) {
            throw Failure.usage("give --template or --cot, not both");
        }
        return Optional.ofNullable(template).orElse(thinks ? "complete-function-cot" : "complete-function");
    }

    private ExperimentDocument document(
            String datasetId, ModelReference place, Optional<Price> given, GoneAbout strategy) {
        return new ExperimentDocument(
                "assay run",
                List.of(),
                new ExperimentDocument.Model(place, Optional.ofNullable(concurrency), given),
                new DatasetSelection(datasetId, Optional.ofNullable(slice).orElse("all")),
                strategy,
                template(),
                new Sampling(
                        Optional.ofNullable(temperature).orElse(0.0),
                        Optional.empty(),
                        Optional.ofNullable(maxOutputTokens).orElse(1024),
                        Optional.ofNullable(seed)));
    }
}
