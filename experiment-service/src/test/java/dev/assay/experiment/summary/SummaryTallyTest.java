package dev.assay.experiment.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.contracts.summary.BenchmarkSummary.Difference;
import dev.assay.contracts.summary.BenchmarkSummary.SummaryStats;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SummaryTallyTest {

    private final SummaryTally tally = new SummaryTally();

    /** The golden figures: 33.3 % at 0.0004 USD and one attempt, 66.7 % at 0.00113 USD and 3.3 attempts. */
    @Test
    void what_repair_changes_is_the_difference_of_unrounded_figures() {
        trial(Optional.of(Verdict.PASSED), 1, Optional.of("0.0004"));
        trial(Optional.of(Verdict.WRONG_ANSWER), 1, Optional.of("0.0004"));
        trial(Optional.of(Verdict.WRONG_ANSWER), 1, Optional.of("0.0004"));
        SummaryStats zeroShot = tally.stats();
        SummaryTallyTest other = new SummaryTallyTest();
        other.trial(Optional.of(Verdict.PASSED), 1, Optional.of("0.0004"));
        other.trial(Optional.of(Verdict.PASSED), 4, Optional.of("0.00133"));
        other.trial(Optional.of(Verdict.WRONG_ANSWER), 5, Optional.of("0.00166"));
        SummaryStats iterative = other.tally.stats();

        Difference difference = Difference.of(zeroShot, iterative);

        assertThat(zeroShot.successRate().orElseThrow()).isCloseTo(33.3, within(0.05));
        assertThat(iterative.avgCost().orElseThrow()).isEqualByComparingTo("0.00113");
        assertThat(iterative.avgIterations().orElseThrow()).isCloseTo(3.3, within(0.05));
        assertThat(difference.successRateImprovement().orElseThrow()).isCloseTo(100.0 / 3, within(1e-12));
        assertThat(difference.costDifference().orElseThrow()).isEqualByComparingTo("0.00073");
        assertThat(difference.iterationDifference().orElseThrow()).isCloseTo(7.0 / 3, within(1e-12));
    }

    @Test
    void without_a_judged_trial_or_a_price_there_is_no_difference() {
        trial(Optional.of(Verdict.PASSED), 1, Optional.empty());
        SummaryStats unpriced = tally.stats();

        assertThat(Difference.of(unpriced, new SummaryTally().stats()))
                .isEqualTo(new Difference(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void tallies_together_say_what_one_of_all_trials_says() {
        trial(Optional.of(Verdict.PASSED), 1, Optional.of("0.1"));
        SummaryTallyTest other = new SummaryTallyTest();
        other.trial(Optional.of(Verdict.WRONG_ANSWER), 3, Optional.empty());
        other.trial(Optional.empty(), 1, Optional.empty());
        SummaryTally together = SummaryTally.together(List.of(tally, other.tally));
        trial(Optional.of(Verdict.WRONG_ANSWER), 3, Optional.empty());
        trial(Optional.empty(), 1, Optional.empty());

        assertThat(together.stats()).isEqualTo(tally.stats());
    }

    private void trial(Optional<Verdict> verdict, int attempts, Optional<String> cost) {
        tally.add(new Trial(
                UUID.randomUUID(),
                "bench_0a1b2c3d_20261121_120000",
                "exp_00000001",
                "HumanEval/0",
                1,
                verdict.isPresent() ? TrialState.FINISHED : TrialState.STOPPED,
                attempts,
                verdict,
                verdict.isPresent() ? Optional.empty() : Optional.of("cancelled"),
                Optional.empty(),
                new Usage(100, 20, 5, 7, 3),
                new Cost(cost.map(BigDecimal::new), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false));
    }

    /** The golden figures: 10 problems, 7 successes, 0.0234 USD in all. */
    @Test
    void ten_problems_and_seven_successes_are_seventy_per_cent() {
        for (int at = 0; at < 10; at++) {
            trial(Optional.of(at < 7 ? Verdict.PASSED : Verdict.WRONG_ANSWER), 1, Optional.of("0.00234"));
        }

        SummaryStats stats = tally.stats();

        assertThat(stats.totalProblems()).isEqualTo(10);
        assertThat(stats.successes()).isEqualTo(7);
        assertThat(stats.successRate()).contains(70.0);
        assertThat(stats.totalCost().orElseThrow()).isEqualByComparingTo("0.0234");
        assertThat(stats.avgCost().orElseThrow()).isEqualByComparingTo("0.00234");
        assertThat(stats.avgIterations()).contains(1.0);
        assertThat(stats.totalInputTokens()).isEqualTo(1000);
        assertThat(stats.totalOutputTokens()).isEqualTo(250);
        assertThat(stats.totalCacheReadTokens()).isEqualTo(70);
        assertThat(stats.totalCacheCreationTokens()).isEqualTo(30);
    }

    @Test
    void what_says_nothing_about_the_model_is_in_no_figure_and_counted_by_reason() {
        trial(Optional.of(Verdict.PASSED), 3, Optional.of("0.01"));
        trial(Optional.of(Verdict.INFRASTRUCTURE_ERROR), 1, Optional.empty());
        trial(Optional.of(Verdict.UNSCORABLE), 1, Optional.of("5"));
        trial(Optional.empty(), 0, Optional.empty());

        SummaryStats stats = tally.stats();

        assertThat(stats.totalProblems()).isEqualTo(1);
        assertThat(stats.successRate()).contains(100.0);
        assertThat(stats.totalCost()).contains(new BigDecimal("0.01"));
        assertThat(stats.avgIterations()).contains(3.0);
        assertThat(stats.excluded())
                .containsOnlyKeys("infrastructure_error", "unscorable", "cancelled")
                .containsEntry("cancelled", 1L);
    }

    @Test
    void an_unknown_price_makes_the_cost_unknown_and_nothing_judged_makes_the_rate_unknown() {
        assertThat(tally.stats().successRate()).isEmpty();
        assertThat(tally.stats().avgCost()).isEmpty();

        trial(Optional.of(Verdict.PASSED), 1, Optional.of("0.01"));
        trial(Optional.of(Verdict.PASSED), 1, Optional.empty());

        assertThat(tally.stats().totalCost()).isEmpty();
        assertThat(tally.stats().avgCost()).isEmpty();
    }
}
