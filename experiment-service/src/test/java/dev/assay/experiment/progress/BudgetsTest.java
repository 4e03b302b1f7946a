package dev.assay.experiment.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.account.Account;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.run.RunRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    private static final Instant BEGAN = Instant.parse("2026-11-21T12:00:00Z");
    private static final BudgetWarning HALF = new BudgetWarning(50, BEGAN.plusSeconds(50));
    private static final BudgetWarning MOST = new BudgetWarning(80, BEGAN.plusSeconds(80));
    private static final Instant ENDED = BEGAN.plusSeconds(99);

    @Test
    void warnings_are_those_of_the_account() {
        assertThat(Budgets.budget(account("0.85", HALF, MOST), run(RunState.RUNNING, "1"))
                        .warnings())
                .containsExactly(HALF, MOST);
    }

    @Test
    void a_warning_that_a_larger_limit_made_untrue_is_left_out_before_the_account_knows() {
        assertThat(Budgets.budget(account("0.85", HALF, MOST), run(RunState.RUNNING, "1.5"))
                        .warnings())
                .containsExactly(HALF);
    }

    @Test
    void a_run_that_could_not_go_on_reached_its_limit_when_it_ended_and_nothing_that_it_did_not_reach() {
        assertThat(Budgets.budget(account("0.75", HALF), run(RunState.BUDGET_EXHAUSTED, "1"))
                        .warnings())
                .containsExactly(HALF, new BudgetWarning(100, ENDED));
    }

    @Test
    void without_a_limit_there_are_no_warnings() {
        RunRow unlimited = new RunRow(
                "bench_1",
                "",
                List.of(),
                RunState.RUNNING,
                Optional.empty(),
                Optional.empty(),
                false,
                BEGAN,
                Optional.empty(),
                Optional.empty());

        assertThat(Budgets.budget(account("0.85"), unlimited).warnings()).isEmpty();
    }

    private static Account account(String spentUsd, BudgetWarning... warnings) {
        return new Account(
                "bench_1",
                Account.State.OPEN,
                Optional.of(BigDecimal.ONE),
                BigDecimal.ZERO,
                new BigDecimal(spentUsd),
                BigDecimal.ZERO,
                List.of(warnings));
    }

    private static RunRow run(RunState state, String limitUsd) {
        return new RunRow(
                "bench_1",
                "",
                List.of(),
                state,
                Optional.empty(),
                Optional.of(new BigDecimal(limitUsd)),
                false,
                BEGAN,
                Optional.of(ENDED).filter(_ -> state.ended()),
                Optional.empty());
    }
}
