package dev.assay.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.terminal.Figures;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.record.Cost;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.RunState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetWarningsTest {

    private static final Instant BEGAN = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void each_share_is_said_once_with_the_time_at_which_it_was_reached() {
        BudgetWarnings warnings = new BudgetWarnings();
        BudgetWarning half = new BudgetWarning(50, BEGAN.plusSeconds(50));
        BudgetWarning all = new BudgetWarning(100, BEGAN.plusSeconds(100));

        assertThat(warnings.of(run())).isEmpty();
        assertThat(warnings.of(run(half)))
                .containsExactly("50 % of the limit of $1.0000 are used since " + Figures.time(half.reachedAt()));
        assertThat(warnings.of(run(half, all)))
                .containsExactly("the limit of $1.0000 is used up since " + Figures.time(all.reachedAt())
                        + "; go on with ./assay runs resume bench_1 --limit-usd AMOUNT");
        assertThat(warnings.of(run(half, all))).isEmpty();
    }

    private static Run run(BudgetWarning... warnings) {
        return new Run(
                "bench_1",
                "",
                List.of(),
                RunState.RUNNING,
                Optional.of(BigDecimal.ONE),
                false,
                BEGAN,
                Optional.empty(),
                Optional.empty(),
                new RunProgress(
                        0,
                        0,
                        0,
                        0,
                        0,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Usage.NONE,
                        Cost.FREE,
                        0,
                        0,
                        1),
                Optional.empty(),
                Optional.of(new Budget(
                        Optional.of(BigDecimal.ONE),
                        BigDecimal.ONE,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Optional.of(1.0),
                        List.of(warnings))),
                Optional.empty());
    }
}
