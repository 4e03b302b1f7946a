package dev.assay.experiment.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.estimate.Estimate;
import dev.assay.contracts.estimate.Estimate.ExperimentEstimate;
import dev.assay.contracts.estimate.Estimate.ModelEstimate;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.record.Usage;
import dev.assay.experiment.estimate.Estimates.Priced;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EstimatesTest {

    private static final Optional<Price> DEAR = price("3", "15");
    private static final Optional<Price> CHEAP = price("0.15", "0.60");

    /** Four models with twelve experiments each, over 57 functions of 800 tokens, at input prices alone. */
    @Test
    void forty_eight_experiments_over_fifty_seven_functions_cost_what_is_published() {
        Map<String, String> inputPrices = Map.of(
                "anthropic/claude-sonnet-4.5", "2.50",
                "meta-llama/llama-3.1-70b-instruct", "0.15",
                "deepseek/deepseek-r1-0528", "0.15",
                "qwen/qwen3-coder", "0.15");
        List<Priced> dryRuns = new ArrayList<>();
        inputPrices.forEach((model, inputPrice) -> {
            for (int cell = 0; cell < 12; cell++) {
                dryRuns.add(
                        new Priced(dryRun(model + "-" + cell, model, 57, 57 * 800, 57 * 80), price(inputPrice, "0")));
            }
        });

        Estimate estimate = Estimates.of(dryRuns, Optional.of(new BigDecimal("5")));

        assertThat(estimate.totalExperiments()).isEqualTo(48);
        assertThat(estimate.totalCalls()).isEqualTo(2_736);
        assertThat(estimate.totalInputTokens()).isEqualTo(2_188_800);
        assertThat(cents(estimate.estimatedCostUsd())).isEqualTo("1.61");
        assertThat(cents(estimate.minCostUsd())).isEqualTo("1.61");
        assertThat(cents(estimate.remainingUsd())).isEqualTo("3.39");
        assertThat(estimate.models())
                .extracting(ModelEstimate::model, one -> cents(one.estCostUsd()))
                .containsExactly(
                        tuple("anthropic/claude-sonnet-4.5", "1.37"),
                        tuple("deepseek/deepseek-r1-0528", "0.08"),
                        tuple("meta-llama/llama-3.1-70b-instruct", "0.08"),
                        tuple("qwen/qwen3-coder", "0.08"));
    }

    @Test
    void an_experiment_costs_least_without_output_and_most_at_its_limits() {
        ExperimentEstimate one = Estimates.of(
                        List.of(new Priced(dryRun("a", "m", 10, 5_000, 2_000), DEAR)), Optional.empty())
                .breakdown()
                .getFirst();

        assertThat(one.minCostUsd()).contains(new BigDecimal("0.015000"));
        assertThat(one.estCostUsd().orElseThrow()).isEqualByComparingTo("0.045");
        assertThat(one.maxCostUsd().orElseThrow())
                .as("10,000 prompt tokens, 10,000 of output")
                .isEqualByComparingTo("0.18");
    }

    @Test
    void the_dearest_comes_first_and_what_has_no_price_last() {
        Estimate estimate = Estimates.of(
                List.of(
                        new Priced(dryRun("b-unknown", "unknown", 10, 1_000, 1_000), Optional.empty()),
                        new Priced(dryRun("c-cheap", "cheap", 10, 1_000, 1_000), CHEAP),
                        new Priced(dryRun("a-cheap", "cheap", 10, 1_000, 1_000), CHEAP),
                        new Priced(dryRun("d-dear", "dear", 10, 1_000, 1_000), DEAR)),
                Optional.of(BigDecimal.TEN));

        assertThat(estimate.breakdown())
                .extracting(ExperimentEstimate::experimentId)
                .containsExactly("d-dear", "a-cheap", "c-cheap", "b-unknown");
        assertThat(estimate.models())
                .extracting(ModelEstimate::model, ModelEstimate::experiments)
                .containsExactly(tuple("dear", 1L), tuple("cheap", 2L), tuple("unknown", 1L));
    }

    @Test
    void an_unknown_price_stays_unknown_and_makes_what_is_known_a_lower_bound() {
        Priced unknown = new Priced(dryRun("a", "unknown", 10, 1_000, 1_000), Optional.empty());
        Priced known = new Priced(dryRun("b", "known", 10, 1_000, 0), DEAR);

        Estimate alone = Estimates.of(List.of(unknown), Optional.of(BigDecimal.ONE));
        Estimate both = Estimates.of(List.of(unknown, known), Optional.of(BigDecimal.ONE));

        assertThat(alone.minCostUsd()).isEmpty();
        assertThat(alone.estimatedCostUsd()).isEmpty();
        assertThat(alone.maxCostUsd()).isEmpty();
        assertThat(alone.unpricedCalls()).isEqualTo(10);
        assertThat(both.estimatedCostUsd().orElseThrow()).isEqualByComparingTo("0.003");
        assertThat(both.unpricedCalls()).isEqualTo(10);
        assertThat(both.remainingUsd()).isEmpty();
        assertThat(both.models().getLast().estCostUsd()).isEmpty();
    }

    @Test
    void an_experiment_without_calls_costs_nothing_whatever_its_price() {
        Estimate estimate = Estimates.of(
                List.of(new Priced(dryRun("empty", "unknown", 0, 0, 0), Optional.empty())), Optional.empty());

        assertThat(estimate.totalCalls()).isZero();
        assertThat(estimate.unpricedCalls()).isZero();
        assertThat(estimate.estimatedCostUsd().orElseThrow()).isZero();
        assertThat(estimate.maxCostUsd().orElseThrow()).isZero();
    }

    @Test
    void a_limit_that_does_not_suffice_leaves_less_than_nothing() {
        Estimate estimate = Estimates.of(
                List.of(new Priced(dryRun("a", "m", 10, 1_000_000, 0), DEAR)), Optional.of(BigDecimal.ONE));

        assertThat(estimate.remainingUsd().orElseThrow()).isEqualByComparingTo("-2");
    }

    @Test
    void parts_of_a_dry_run_add_up() {
        DryRun one = dryRun("a", "m", 10, 1_000, 500);
        DryRun other = dryRun("a", "m", 5, 400, 200);

        assertThat(DryRuns.together(one, other)).isEqualTo(dryRun("a", "m", 15, 1_400, 700));
    }

    @Test
    void what_is_repaired_costs_least_with_one_attempt_and_most_with_all() {
        DryRun first = dryRun("a", "m", 10, 1_000, 500);

        DryRun all = Repairs.within(experiment(new Strategy.Iterative(1, 3, FeedbackPolicy.ERROR_TYPE)), first);

        assertThat(all.newCalls()).isEqualTo(10);
        assertThat(all.expected()).isEqualTo(first.expected());
        assertThat(all.maxOutputTokens()).isEqualTo(10 * 1_000 + 20 * 1_000);
        assertThat(all.maxInputTokens())
                .as("20 repairs with the prompt, 4 bytes for each token of the answer, and the feedback")
                .isEqualTo(2_000 + 20 * (200 + 4_000 + 9_216));
        assertThat(all.notes())
                .singleElement()
                .asString()
                .contains("one attempt a trial")
                .contains("3 attempts");
        assertThat(Repairs.within(experiment(new Strategy.ZeroShot(1)), first)).isEqualTo(first);
    }

    private static Experiment experiment(Strategy strategy) {
        return new Experiment(
                "a",
                "",
                List.of(),
                new ModelSpec("http://127.0.0.1/v1", "m", 1, 1, Optional.empty()),
                new DatasetSelection("set", "all"),
                strategy,
                "complete-function",
                new Sampling(0, Optional.empty(), 1_000, Optional.empty()),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static DryRun dryRun(String experimentId, String model, long calls, long inputTokens, long outputTokens) {
        return new DryRun(
                experimentId,
                model,
                calls,
                calls,
                0,
                0,
                List.of(),
                List.of(),
                new Usage(inputTokens, outputTokens, 0, 0, 0),
                0,
                2 * inputTokens,
                1_000 * calls,
                List.of());
    }

    private static Optional<Price> price(String input, String output) {
        return Optional.of(new Price(
                new BigDecimal(input), new BigDecimal(output), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static String cents(Optional<BigDecimal> usd) {
        return usd.orElseThrow().setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
