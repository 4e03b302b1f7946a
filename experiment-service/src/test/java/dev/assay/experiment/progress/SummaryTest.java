package dev.assay.experiment.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.SuccessRate;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.progress.ProgressStore.Counts;
import dev.assay.experiment.progress.ProgressStore.Group;
import dev.assay.experiment.progress.ProgressStore.Repairs;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void the_interval_is_the_published_one_of_wilson() {
        RunProgress progress = Summary.of(counts(judged(Verdict.PASSED, 42), judged(Verdict.WRONG_ANSWER, 122)), 1);

        SuccessRate rate = progress.successRate().orElseThrow();
        assertThat(rate.rate()).isCloseTo(0.256098, within(1e-6));
        assertThat(rate.low()).isCloseTo(0.195412, within(1e-6));
        assertThat(rate.high()).isCloseTo(0.327948, within(1e-6));
        assertThat(rate.n()).isEqualTo(164);
    }

    @Test
    void infrastructure_errors_are_out_of_the_rate_and_said_to_be() {
        RunProgress progress = Summary.of(
                counts(
                        judged(Verdict.PASSED, 3),
                        judged(Verdict.TIME_LIMIT, 1),
                        judged(Verdict.INFRASTRUCTURE_ERROR, 2),
                        open(TrialState.PENDING, 4),
                        open(TrialState.STOPPED, 5)),
                1);

        assertThat(progress.total()).isEqualTo(15);
        assertThat(progress.ended()).isEqualTo(11);
        assertThat(progress.stopped()).isEqualTo(5);
        assertThat(progress.judged()).isEqualTo(4);
        assertThat(progress.successRate().orElseThrow().rate()).isEqualTo(0.75);
        assertThat(progress.successRate().orElseThrow().excluded()).isEqualTo(2);
    }

    @Test
    void several_samples_of_a_problem_give_no_interval_of_independent_trials() {
        Group more = new Group(
                TrialState.FINISHED,
                Optional.of(Verdict.PASSED),
                4,
                0,
                0,
                2,
                Usage.NONE,
                Optional.empty(),
                Optional.empty());

        assertThat(Summary.of(counts(more), 1).successRate()).isEmpty();
    }

    @Test
    void an_unknown_price_is_unknown_and_never_zero() {
        Group unpriced = priced(2, 2, Optional.empty());

        RunProgress progress = Summary.of(counts(unpriced), 1);

        assertThat(progress.cost().costUsd()).isEmpty();
        assertThat(progress.unknownCosts()).isEqualTo(2);
    }

    @Test
    void some_unknown_prices_make_the_cost_a_lower_bound() {
        RunProgress progress = Summary.of(
                counts(priced(2, 2, Optional.empty()), priced(1, 0, Optional.of(new BigDecimal("0.25")))), 1);

        assertThat(progress.cost().costUsd()).contains(new BigDecimal("0.25"));
        assertThat(progress.unknownCosts()).isEqualTo(2);
    }

    @Test
    void where_all_trials_are_repaired_the_rate_is_success_within_so_many_attempts() {
        RunProgress progress = progress(new Repairs(true, true, 5));

        assertThat(progress.successRate().orElseThrow().rate()).isEqualTo(1);
        assertThat(progress.withinAttempts()).contains(5);
    }

    @Test
    void success_with_and_without_repair_make_no_rate_together() {
        RunProgress progress = progress(new Repairs(true, false, 5));

        assertThat(progress.successRate()).isEmpty();
        assertThat(progress.withinAttempts()).isEmpty();
        assertThat(progress.passed()).isEqualTo(1);
    }

    private static RunProgress progress(Repairs repairs) {
        Group passed = new Group(
                TrialState.FINISHED,
                Optional.of(Verdict.PASSED),
                1,
                0,
                0,
                0,
                Usage.NONE,
                Optional.empty(),
                Optional.empty());
        return Summary.of(new Counts(List.of(passed), List.of(), repairs), 1);
    }

    private static Counts counts(Group... groups) {
        return new Counts(List.of(groups), List.of(), Repairs.NONE);
    }

    private static Group judged(Verdict verdict, long trials) {
        return new Group(
                TrialState.FINISHED,
                Optional.of(verdict),
                trials,
                0,
                0,
                0,
                Usage.NONE,
                Optional.empty(),
                Optional.empty());
    }

    private static Group open(TrialState state, long trials) {
        return new Group(state, Optional.empty(), trials, 0, 0, 0, Usage.NONE, Optional.empty(), Optional.empty());
    }

    private static Group priced(long trials, long unpriced, Optional<BigDecimal> cost) {
        return new Group(
                TrialState.FINISHED,
                Optional.of(Verdict.PASSED),
                trials,
                unpriced,
                0,
                0,
                new Usage(10, 10, 0, 0, 0),
                cost,
                cost);
    }
}
