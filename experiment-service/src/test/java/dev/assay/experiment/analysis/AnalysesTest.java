package dev.assay.experiment.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.analysis.HistoryPoint;
import dev.assay.contracts.analysis.ModelFigures;
import dev.assay.contracts.analysis.ProblemDifficulty;
import dev.assay.contracts.analysis.Savings;
import dev.assay.experiment.analysis.AnalysisStore.ExperimentRow;
import dev.assay.experiment.analysis.AnalysisStore.ProblemCost;
import dev.assay.experiment.analysis.AnalysisStore.ProblemRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnalysesTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    private static ProblemRow row(String problem, String model, long samples, long passed, String cost) {
        return new ProblemRow(problem, model, samples, passed, Optional.of(new BigDecimal(cost)), 0);
    }

    @Test
    void a_problem_is_hard_below_thirty_per_cent_and_the_hardest_comes_first() {
        List<ProblemDifficulty> ranked = Difficulty.of(
                "humaneval",
                List.of(
                        row("easy", "a", 5, 5, "0.5"),
                        row("edge", "a", 10, 3, "0.1"),
                        row("hard", "a", 4, 0, "0.2"),
                        row("hard", "b", 4, 2, "0.1")),
                Difficulty.Order.RATE);

        assertThat(ranked).extracting(ProblemDifficulty::problemId).containsExactly("hard", "edge", "easy");
        assertThat(ranked).extracting(ProblemDifficulty::hard).containsExactly(true, false, false);
        assertThat(ranked.getFirst().successRate()).isEqualTo(0.25);
        assertThat(ranked.getFirst().failingModels()).containsExactly("a");
        assertThat(ranked.getFirst().costUsd()).contains(new BigDecimal("0.3"));
    }

    @Test
    void by_cost_the_dearest_comes_first_and_the_unknown_last() {
        List<ProblemDifficulty> ranked = Difficulty.of(
                "humaneval",
                List.of(
                        new ProblemRow("unknown", "a", 1, 1, Optional.empty(), 1),
                        row("cheap", "a", 1, 1, "0"),
                        row("dear", "a", 1, 1, "0.5")),
                Difficulty.Order.COST);

        assertThat(ranked).extracting(ProblemDifficulty::problemId).containsExactly("dear", "cheap", "unknown");
    }

    private static ExperimentRow run(
            String model, long judged, long passed, String cost, long unpriced, boolean several) {
        return new ExperimentRow(
                model,
                "humaneval",
                "run",
                "experiment",
                Instant.EPOCH,
                judged + 1,
                judged,
                passed,
                several,
                Optional.of(new BigDecimal(cost)),
                unpriced);
    }

    /** 7 of 10 at 0.0234 USD: 0.00334… a success; Wilson's interval as SciPy has it. */
    @Test
    void a_point_in_time_has_rate_interval_and_cost_per_success() {
        HistoryPoint point =
                Histories.points(List.of(run("a", 10, 7, "0.0234", 0, false))).getFirst();

        assertThat(point.share()).contains(0.7);
        assertThat(point.excluded()).isEqualTo(1);
        // scipy.stats.binomtest(7, 10).proportion_ci(method='wilson')
        assertThat(point.interval().orElseThrow().low()).isCloseTo(0.396780, Offset.offset(5e-6));
        assertThat(point.interval().orElseThrow().high()).isCloseTo(0.892209, Offset.offset(5e-6));
        assertThat(point.costPerSuccessUsd().orElseThrow().doubleValue()).isCloseTo(0.0234 / 7, EXACT);
    }

    @Test
    void several_samples_have_no_wilson_interval_and_an_unknown_price_no_cost_per_success() {
        HistoryPoint point =
                Histories.points(List.of(run("a", 10, 7, "0.0234", 1, true))).getFirst();

        assertThat(point.interval()).isEmpty();
        assertThat(point.costPerSuccessUsd()).isEmpty();
        assertThat(Histories.points(List.of(run("a", 0, 0, "0", 0, false)))
                        .getFirst()
                        .share())
                .isEmpty();
        assertThat(Histories.points(List.of(run("a", 9, 0, "1", 0, false)))
                        .getFirst()
                        .costPerSuccessUsd())
                .isEmpty();
    }

    @Test
    void a_model_is_the_mean_of_its_runs_and_its_cost_that_of_all_successes() {
        List<ModelFigures> models = Histories.models(List.of(
                run("a", 10, 7, "0.02", 0, false),
                run("a", 100, 50, "0.055", 0, false),
                run("a", 0, 0, "0", 0, false),
                run("b", 1, 0, "0.1", 0, false)));

        assertThat(models).extracting(ModelFigures::model).containsExactly("a", "b");
        assertThat(models.getFirst().meanSuccessRate().orElseThrow()).isCloseTo(0.6, EXACT);
        assertThat(models.getFirst().experiments()).isEqualTo(3);
        assertThat(models.getFirst().costPerSuccessUsd().orElseThrow().doubleValue())
                .isCloseTo(0.075 / 57, EXACT);
        assertThat(models.getLast().costPerSuccessUsd()).isEmpty();
    }

    private static SavingsOf.Side side(String name, ProblemCost... problems) {
        return new SavingsOf.Side(name, "model of " + name, List.of(problems));
    }

    private static ProblemCost cost(String problem, String cost, double passed) {
        return new ProblemCost(problem, Optional.of(new BigDecimal(cost)), passed);
    }

    @Test
    void savings_are_over_the_problems_that_both_were_asked() {
        Savings savings = SavingsOf.of(
                side(
                        "cheap",
                        cost("1", "0.0005", 1),
                        cost("2", "0.0005", 0),
                        cost("3", "0.0005", 1),
                        cost("4", "9", 1)),
                side("dear", cost("1", "0.02", 1), cost("2", "0.02", 1), cost("3", "0.02", 1), cost("5", "9", 0)));

        assertThat(savings.baselineModel()).isEqualTo("model of dear");
        assertThat(savings.baselineCost()).isEqualByComparingTo("0.06");
        assertThat(savings.baselineProblemsMatched()).isEqualTo(3);
        assertThat(savings.baselineProblemsMissing()).isEqualTo(1);
        assertThat(savings.cost()).isEqualByComparingTo("0.0015");
        assertThat(savings.savings()).isEqualByComparingTo("0.0585");
        assertThat(savings.savingsPct()).contains(97.5);
        assertThat(savings.successRate()).isCloseTo(200.0 / 3, EXACT);
        assertThat(savings.baselineSuccessRate()).isEqualTo(100);
    }

    @Test
    void nothing_is_said_of_savings_without_prices_or_problems_and_no_share_of_nothing() {
        SavingsOf.Side free = side("free", cost("1", "0", 1));
        SavingsOf.Side unknown = side("unknown", new ProblemCost("1", Optional.empty(), 1));

        assertThat(SavingsOf.of(free, free).savingsPct()).isEmpty();
        assertThatThrownBy(() -> SavingsOf.of(free, unknown)).hasMessageContaining("price of model model of unknown");
        assertThatThrownBy(() -> SavingsOf.of(free, side("other", cost("2", "1", 1))))
                .hasMessageContaining("no problem");
    }
}
