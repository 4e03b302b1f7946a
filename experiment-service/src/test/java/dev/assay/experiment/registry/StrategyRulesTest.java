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
        assertThat(StrategyRules.strategy(Optional.empty(), violations)).isEqualTo(new Strategy.ZeroShot(1));
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

    private Strategy read(String json) {
        return StrategyRules.strategy(Optional.of(AssayJson.read(json, StrategyRequest.class)), violations);
    }

    private List<String> fields() {
        return violations.found().stream().map(Problems.Violation::field).toList();
    }
}
