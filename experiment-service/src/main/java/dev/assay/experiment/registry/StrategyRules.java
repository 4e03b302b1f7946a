package dev.assay.experiment.registry;

import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Reviewer;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Specifier;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.experiment.registry.ExperimentRequest.HelperRequest;
import dev.assay.experiment.registry.ExperimentRequest.StrategyRequest;
import dev.assay.experiment.validation.Violations;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules and defaults of a strategy. What they return is only to be used when the violations stay empty. */
final class StrategyRules {

    private static final int MOST_SAMPLES = 1000;
    private static final int MOST_ITERATIONS = 100;
    private static final int DEFAULT_ITERATIONS = 10;
    private static final int DEFAULT_CHECKPOINT_INTERVAL = 5;
    private static final String ITERATIVE_ONLY = "is for the strategy " + Strategy.ITERATIVE;

    private final ModelLookup models;
    private final Violations violations;

    StrategyRules(ModelLookup models, Violations violations) {
        this.models = models;
        this.violations = violations;
    }

    /** The strategy that a request makes. */
    Strategy strategy(Optional<StrategyRequest> request) {
        int samples = request.flatMap(StrategyRequest::samples).orElse(1);
        violations.require(
                samples >= 1 && samples <= MOST_SAMPLES, "strategy.samples", "must be from 1 to " + MOST_SAMPLES);
        String type = request.flatMap(StrategyRequest::type).orElse(Strategy.ZERO_SHOT);
        boolean iterative = type.equals(Strategy.ITERATIVE);
        violations.require(
                iterative || type.equals(Strategy.ZERO_SHOT),
                "strategy.type",
                "must be " + Strategy.ZERO_SHOT + " or " + Strategy.ITERATIVE);
        return iterative ? iterative(samples, request) : zeroShot(samples, request);
    }

    private Strategy zeroShot(int samples, Optional<StrategyRequest> request) {
        requireAbsent(request.flatMap(StrategyRequest::maxIterations), "strategy.max_iterations");
        requireAbsent(request.flatMap(StrategyRequest::feedback), "strategy.feedback");
        requireAbsent(request.flatMap(StrategyRequest::specifier), "strategy.specifier");
        requireAbsent(request.flatMap(StrategyRequest::reviewer), "strategy.reviewer");
        return new Strategy.ZeroShot(samples);
    }

    private void requireAbsent(Optional<?> value, String field) {
        violations.require(value.isEmpty(), field, ITERATIVE_ONLY);
    }

    private Strategy iterative(int samples, Optional<StrategyRequest> request) {
        int iterations = request.flatMap(StrategyRequest::maxIterations).orElse(DEFAULT_ITERATIONS);
        violations.require(
                iterations >= 1 && iterations <= MOST_ITERATIONS,
                "strategy.max_iterations",
                "must be from 1 to " + MOST_ITERATIONS);
        return new Strategy.Iterative(
                samples,
                iterations,
                feedback(request),
                request.flatMap(StrategyRequest::specifier).map(this::specifier),
                request.flatMap(StrategyRequest::reviewer).map(this::reviewer));
    }

    private Specifier specifier(HelperRequest request) {
        violations.require(
                request.checkpointInterval().isEmpty(),
                "strategy.specifier.checkpoint_interval",
                "is for the reviewer: a specifier is asked once a problem");
        Helper helper = helper(request, "strategy.specifier.");
        return new Specifier(helper.model(), helper.sampling());
    }

    private Reviewer reviewer(HelperRequest request) {
        int interval = request.checkpointInterval().orElse(DEFAULT_CHECKPOINT_INTERVAL);
        violations.require(
                interval >= 1 && interval <= MOST_ITERATIONS,
                "strategy.reviewer.checkpoint_interval",
                "must be from 1 to " + MOST_ITERATIONS);
        Helper helper = helper(request, "strategy.reviewer.");
        return new Reviewer(helper.model(), helper.sampling(), interval);
    }

    private record Helper(ModelSpec model, Sampling sampling) {}

    /** By the rules of the experiment's own model. */
    private Helper helper(HelperRequest request, String prefix) {
        Violations own = new Violations();
        Sampling sampling = ExperimentRules.sampling(request.sampling(), own);
        ModelSpec model = ModelRules.model(request.model(), sampling, models, own);
        violations.addAll(prefix, own);
        return new Helper(model, sampling);
    }

    private FeedbackPolicy feedback(Optional<StrategyRequest> request) {
        String code = request.flatMap(StrategyRequest::feedback).orElse(FeedbackPolicy.FAILING_ASSERT.code());
        Optional<FeedbackPolicy> policy = Arrays.stream(FeedbackPolicy.values())
                .filter(one -> one.code().equals(code))
                .findFirst();
        violations.require(
                policy.isPresent(),
                "strategy.feedback",
                "must be one of "
                        + Arrays.stream(FeedbackPolicy.values())
                                .map(FeedbackPolicy::code)
                                .collect(Collectors.joining(", ")));
        return policy.orElse(FeedbackPolicy.FAILING_ASSERT);
    }
}
