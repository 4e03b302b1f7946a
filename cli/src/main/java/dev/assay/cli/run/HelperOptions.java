package dev.assay.cli.run;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.ExperimentDocument;
import dev.assay.cli.http.ExperimentDocument.Helper;
import dev.assay.cli.http.ModelReference;
import dev.assay.contracts.experiment.Sampling;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which models help the one that answers, as options say it. */
final class HelperOptions {

    private static final Sampling SAMPLING = new Sampling(0, Optional.empty(), 1024, Optional.empty());

    @Option(
            names = "--specifier",
            paramLabel = "NAME",
            description = "A model that analyses each problem before it is answered; found as --model is.")
    private String specifier;

    @Option(
            names = "--specifier-base-url",
            paramLabel = "URL",
            description = "Address of the specifier's server (default: that of --model).")
    private String specifierBaseUrl;

    @Option(
            names = "--reviewer",
            paramLabel = "NAME",
            description = "A model that looks at the attempts at each checkpoint and says how to go on.")
    private String reviewer;

    @Option(
            names = "--reviewer-base-url",
            paramLabel = "URL",
            description = "Address of the reviewer's server (default: that of --model).")
    private String reviewerBaseUrl;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "N",
            description = "Attempts from one review to the next, 1 to 100 (default: 5).")
    private Integer checkpointInterval;

    @Option(names = "--no-spec", description = "Without the specifier, whatever else is said: an ablation.")
    private boolean noSpec;

    @Option(names = "--no-checkpoints", description = "Without the reviewer, whatever else is said: an ablation.")
    private boolean noCheckpoints;

    boolean isGiven() {
        return noSpec
                || noCheckpoints
                || Stream.of(specifier, specifierBaseUrl, reviewer, reviewerBaseUrl, checkpointInterval)
                        .anyMatch(option -> option != null);
    }

    /** @param models finds a model of the same server as the one that answers, by its name */
    Optional<Helper> specifier(Function<String, ModelReference> models) {
        return helper("--specifier", specifier, specifierBaseUrl, models, Optional.empty())
                .filter(_ -> !noSpec);
    }

    /** @param models finds a model of the same server as the one that answers, by its name */
    Optional<Helper> reviewer(Function<String, ModelReference> models) {
        if (checkpointInterval != null && reviewer == null) {
            throw Failure.usage("--checkpoint-interval needs --reviewer NAME");
        }
        return helper("--reviewer", reviewer, reviewerBaseUrl, models, Optional.ofNullable(checkpointInterval))
                .filter(_ -> !noCheckpoints);
    }

    private static Optional<Helper> helper(
            String option,
            String name,
            String baseUrl,
            Function<String, ModelReference> models,
            Optional<Integer> checkpointInterval) {
        if (name == null) {
            if (baseUrl != null) {
                throw Failure.usage(option + "-base-url needs " + option + " NAME");
            }
            return Optional.empty();
        }
        ModelReference place = baseUrl == null ? models.apply(name) : ModelReference.at(baseUrl, name);
        return Optional.of(new Helper(
                new ExperimentDocument.Model(place, Optional.empty(), Optional.empty()), SAMPLING, checkpointInterval));
    }
}
