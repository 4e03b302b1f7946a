package dev.assay.experiment.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.contracts.summary.BenchmarkSummary.SummaryStats;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SummaryTallyTest {

    private final SummaryTally tally = new SummaryTally();

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
                Optional.empty()));
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
