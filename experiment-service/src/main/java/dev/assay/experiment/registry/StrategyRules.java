package dev.assay.experiment.registry;

import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.experiment.registry.ExperimentRequest.StrategyRequest;
import dev.assay.experiment.validation.Violations;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules and defaults of a strategy. */
final class StrategyRules {

    private static final int MOST_SAMPLES = 1000;
    private static final int MOST_ITERATIONS = 100;
    private static final int DEFAULT_ITERATIONS = 10;

    private StrategyRules() {}

    /** The strategy that a request makes; only to be used when {@code violations} stays empty. */
    static Strategy strategy(Optional<StrategyRequest> request, Violations violations) {
        int samples = request.flatMap(StrategyRequest::samples).orElse(1);
        violations.require(
                samples >= 1 && samples <= MOST_SAMPLES, "strategy.samples", "must be from 1 to " + MOST_SAMPLES);
        String type = request.flatMap(StrategyRequest::type).orElse(Strategy.ZERO_SHOT);
        boolean iterative = type.equals(Strategy.ITERATIVE);
        violations.require(
                iterative || type.equals(Strategy.ZERO_SHOT),
                "strategy.type",
                "must be " + Strategy.ZERO_SHOT + " or " + Strategy.ITERATIVE);
        return iterative ? iterative(samples, request, violations) : zeroShot(samples, request, violations);
    }

    private static Strategy zeroShot(int samples, Optional<StrategyRequest> request, Violations violations) {
        String reason = "is for the strategy " + Strategy.ITERATIVE;
        violations.require(
                request.flatMap(StrategyRequest::maxIterations).isEmpty(), "strategy.max_iterations", reason);
        violations.require(request.flatMap(StrategyRequest::feedback).isEmpty(), "strategy.feedback", reason);
        return new Strategy.ZeroShot(samples);
    }

    private static Strategy iterative(int samples, Optional<StrategyRequest> request, Violations violations) {
        int iterations = request.flatMap(StrategyRequest::maxIterations).orElse(DEFAULT_ITERATIONS);
        violations.require(
                iterations >= 1 && iterations <= MOST_ITERATIONS,
                "strategy.max_iterations",
                "must be from 1 to " + MOST_ITERATIONS);
        return new Strategy.Iterative(samples, iterations, feedback(request, violations));
    }

    private static FeedbackPolicy feedback(Optional<StrategyRequest> request, Violations violations) {
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
