package dev.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.registry.ExperimentRequest.StrategyRequest;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StrategyRulesTest {

    private final Violations violations = new Violations();

    @Test
    void without_a_strategy_each_problem_is_asked_once() {
        assertThat(new StrategyRules(_ -> Optional.empty(), violations).strategy(Optional.empty()))
                .isEqualTo(new Strategy.ZeroShot(1));
        assertThat(fields()).isEmpty();
    }

    @Test
    void an_iterative_strategy_has_ten_attempts_and_tells_the_failing_assert_where_nothing_is_said() {
        assertThat(read("{\"type\": \"iterative\"}"))
                .isEqualTo(new Strategy.Iterative(1, 10, FeedbackPolicy.FAILING_ASSERT));
        assertThat(
                        read(
                                "{\"type\": \"iterative\", \"samples\": 2, \"max_iterations\": 3, \"feedback\": \"error-type\"}"))
                .isEqualTo(new Strategy.Iterative(2, 3, FeedbackPolicy.ERROR_TYPE));
        assertThat(fields()).isEmpty();
    }

    @Test
    void what_an_iterative_strategy_says_has_bounds() {
        read("{\"type\": \"iterative\", \"samples\": 0, \"max_iterations\": 101, \"feedback\": \"everything\"}");

        assertThat(fields())
                .containsExactlyInAnyOrder("strategy.samples", "strategy.max_iterations", "strategy.feedback");
    }

    @Test
    void what_is_for_repairs_is_an_error_where_nothing_is_repaired() {
        read("{\"type\": \"zero-shot\", \"max_iterations\": 3, \"feedback\": \"error-type\"}");

        assertThat(fields()).containsExactlyInAnyOrder("strategy.max_iterations", "strategy.feedback");
    }

    @Test
    void those_who_help_have_models_of_their_own() {
        Strategy strategy = read("""
                {"type": "iterative",
                 "specifier": {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "large"}},
                 "reviewer": {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "wise"},
                              "sampling": {"temperature": 0.5}, "checkpoint_interval": 3}}""");

        assertThat(fields()).isEmpty();
        assertThat(strategy.specifier().orElseThrow().model().name()).isEqualTo("large");
        assertThat(strategy.specifier().orElseThrow().sampling().temperature()).isZero();
        assertThat(strategy.reviewer().orElseThrow().model().name()).isEqualTo("wise");
        assertThat(strategy.reviewer().orElseThrow().sampling().temperature()).isEqualTo(0.5);
        assertThat(strategy.reviewer().orElseThrow().checkpointInterval()).isEqualTo(3);
    }

    @Test
    void a_reviewer_is_asked_after_every_fifth_attempt_where_nothing_is_said() {
        assertThat(read("""
                        {"type": "iterative", "reviewer": {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "wise"}}}""").reviewer().orElseThrow().checkpointInterval()).isEqualTo(5);
    }

    @Test
    void what_is_wrong_with_those_who_help_is_named_by_its_place() {
        read("""
                {"type": "iterative",
                 "specifier": {"checkpoint_interval": 2},
                 "reviewer": {"model": {"base_url": "wise", "name": "wise"}, "sampling": {"temperature": 3},
                              "checkpoint_interval": 0}}""");

        assertThat(fields())
                .containsExactlyInAnyOrder(
                        "strategy.specifier.checkpoint_interval",
                        "strategy.specifier.model",
                        "strategy.reviewer.checkpoint_interval",
                        "strategy.reviewer.sampling.temperature",
                        "strategy.reviewer.model.base_url");
    }

    @Test
    void nobody_helps_where_nothing_is_repaired() {
        read("{\"type\": \"zero-shot\", \"specifier\": {}, \"reviewer\": {}}");

        assertThat(fields()).containsExactlyInAnyOrder("strategy.specifier", "strategy.reviewer");
    }

    private Strategy read(String json) {
        return new StrategyRules(_ -> Optional.empty(), violations)
                .strategy(Optional.of(AssayJson.read(json, StrategyRequest.class)));
    }

    private List<String> fields() {
        return violations.found().stream().map(Problems.Violation::field).toList();
    }
}
