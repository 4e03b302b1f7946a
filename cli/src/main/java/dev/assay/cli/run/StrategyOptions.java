package dev.assay.cli.run;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.ExperimentDocument.GoneAbout;
import dev.assay.cli.http.ModelReference;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How problems are gone about, as options say it. */
final class StrategyOptions {

    private static final String COMPARATIVE = "comparative";
    private static final int DEFAULT_ITERATIONS = 10;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "zero-shot: one call; iterative: repair what does not pass; comparative: both, side by side "
                    + "(default: zero-shot).")
    private String mode;

    @Option(
            names = "--max-iterations",
            paramLabel = "N",
            description = "Attempts in all, with repairs, 1 to 100 (default: 10).")
    private Integer maxIterations;

    @Option(
            names = "--feedback",
            paramLabel = "POLICY",
            description = "What a repair is told: error-type, failing-assert or full-output (default: failing-assert).")
    private String feedback;

    @Mixin
    private final HelperOptions helpers = new HelperOptions();

    boolean isGiven() {
        return mode != null || maxIterations != null || feedback != null || helpers.isGiven();
    }

    /**
     * One strategy, or two that are compared.
     *
     * @param models finds a model of the same server as the one that answers, by its name
     */
    List<GoneAbout> strategies(int samples, Function<String, ModelReference> models) {
        return strategies(samples).stream()
                .map(strategy -> GoneAbout.helped(strategy, helpers.specifier(models), helpers.reviewer(models)))
                .toList();
    }

    private List<Strategy> strategies(int samples) {
        Strategy zeroShot = new Strategy.ZeroShot(samples);
        return switch (Optional.ofNullable(mode).orElse(Strategy.ZERO_SHOT)) {
            case Strategy.ZERO_SHOT -> {
                if (maxIterations != null || feedback != null || helpers.isGiven()) {
                    throw Failure.usage("--max-iterations, --feedback, --specifier and --reviewer need --mode iterative"
                            + " or comparative");
                }
                yield List.of(zeroShot);
            }
            case Strategy.ITERATIVE -> List.of(iterative(samples));
            case COMPARATIVE -> List.of(zeroShot, iterative(samples));
            default -> throw Failure.usage("--mode must be zero-shot, iterative or comparative");
        };
    }

    private Strategy iterative(int samples) {
        return new Strategy.Iterative(
                samples, Optional.ofNullable(maxIterations).orElse(DEFAULT_ITERATIONS), policy());
    }

    private FeedbackPolicy policy() {
        String code = Optional.ofNullable(feedback).orElse(FeedbackPolicy.FAILING_ASSERT.code());
        return Arrays.stream(FeedbackPolicy.values())
                .filter(policy -> policy.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Failure.usage("--feedback must be one of "
                        + Arrays.stream(FeedbackPolicy.values())
                                .map(FeedbackPolicy::code)
                                .collect(Collectors.joining(", "))));
    }
}
