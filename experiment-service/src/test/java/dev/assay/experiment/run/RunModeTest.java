package dev.assay.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunModeTest {

    private static final Strategy ZERO_SHOT = new Strategy.ZeroShot(1);
    private static final Strategy ITERATIVE = new Strategy.Iterative(1, 5, FeedbackPolicy.ERROR_TYPE);
    private static final List<String> PROBLEMS = List.of("a", "b");

    @Test
    void experiments_of_one_strategy_are_of_that_mode() {
        assertThat(RunMode.of(List.of(part(ZERO_SHOT, "m", PROBLEMS), part(ZERO_SHOT, "n", List.of("c")))))
                .isEqualTo("zero-shot");
        assertThat(RunMode.of(List.of(part(ITERATIVE, "m", PROBLEMS)))).isEqualTo("iterative");
    }

    @Test
    void both_strategies_over_the_same_problems_and_models_are_comparative() {
        assertThat(RunMode.of(List.of(part(ITERATIVE, "m", PROBLEMS), part(ZERO_SHOT, "m", PROBLEMS))))
                .isEqualTo("comparative");
        assertThat(RunMode.of(List.of(
                        part(ZERO_SHOT, "m", PROBLEMS),
                        part(ZERO_SHOT, "n", PROBLEMS),
                        part(ITERATIVE, "m", PROBLEMS),
                        part(ITERATIVE, "n", PROBLEMS))))
                .isEqualTo("comparative");
    }

    @Test
    void what_was_not_asked_alike_is_not_compared() {
        assertThat(RunMode.of(List.of(part(ZERO_SHOT, "m", PROBLEMS), part(ITERATIVE, "n", PROBLEMS))))
                .isEqualTo("zero-shot, iterative");
        assertThat(RunMode.of(List.of(part(ZERO_SHOT, "m", PROBLEMS), part(ITERATIVE, "m", List.of("a")))))
                .isEqualTo("zero-shot, iterative");
    }

    private static RunMode.Part part(Strategy strategy, String model, List<String> problems) {
        Experiment experiment = new Experiment(
                "e",
                "",
                List.of(),
                new ModelSpec("http://127.0.0.1/v1", model, 1, 1, Optional.empty()),
                new DatasetSelection("set", "all"),
                strategy,
                "complete-function",
                new Sampling(0, Optional.empty(), 16, Optional.empty()),
                Instant.EPOCH,
                Instant.EPOCH);
        return new RunMode.Part(experiment, problems);
    }
}
