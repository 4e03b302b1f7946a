package dev.assay.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.benchmark.calls.BudgetRun;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.run.RunState;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The short form of {@code assay bench budget}. */
@WithPlatform
@EnabledIfSystemProperty(named = "assay.chaos", matches = "true", disabledReason = "-Dassay.chaos=true")
class BudgetIT {

    private static final BigDecimal LIMIT = new BigDecimal("0.25");
    private static final int TRIALS = 400;

    private final RunningPlatform platform;

    BudgetIT(RunningPlatform platform) {
        this.platform = platform;
    }

    @Test
    void no_limit_is_crossed_by_the_providers_own_journal_and_a_larger_one_lets_the_run_end() {
        BudgetRun.Result result = BudgetRun.run(platform.processes(), LIMIT, TRIALS, 40, 80);
        System.out.println(result);

        assertThat(result.worstUsd()).isPositive().isLessThanOrEqualTo(LIMIT);
        assertThat(result.budget().spentUsd()).isEqualByComparingTo(result.storedUsd());
        assertThat(result.state()).isEqualTo(RunState.BUDGET_EXHAUSTED);
        assertThat(result.budget().warnings())
                .extracting(BudgetWarning::percent)
                .containsExactly(50, 80, 100);
        // How many there are before the limit is reached is up to how fast the host replaces a worker.
        assertThat(result.kills()).isPositive();
        assertThat(result.stateAfterResume()).isEqualTo(RunState.FINISHED);
        assertThat(result.endedAfterResume()).isEqualTo(TRIALS);
    }
}
