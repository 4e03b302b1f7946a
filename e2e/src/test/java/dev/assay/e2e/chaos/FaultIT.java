package dev.assay.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.benchmark.calls.FaultRun;
import dev.assay.contracts.run.RunState;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The short form of {@code assay bench faults}. */
@WithPlatform
@EnabledIfSystemProperty(named = "assay.chaos", matches = "true", disabledReason = "-Dassay.chaos=true")
class FaultIT {

    private static final int TRIALS = 300;
    private static final int REQUESTS_PER_MINUTE = 1200;

    private final RunningPlatform platform;

    FaultIT(RunningPlatform platform) {
        this.platform = platform;
    }

    @Test
    void every_attempt_ends_and_nothing_that_was_stored_is_asked_again() {
        FaultRun.Result result = FaultRun.run(platform.processes(), TRIALS, REQUESTS_PER_MINUTE, 100, 150);
        System.out.println(result);

        assertThat(result.state()).isEqualTo(RunState.FINISHED);
        assertThat(result.ended()).isEqualTo(TRIALS);
        assertThat(result.repeatsOfStored()).isZero();
        assertThat(result.lostAnswers()).isLessThanOrEqualTo(result.inFlightAtKills());
        assertThat(result.mostInAMinute()).isLessThanOrEqualTo(REQUESTS_PER_MINUTE);
        assertThat(result.budget().spentUsd()).isEqualByComparingTo(result.storedUsd());
    }
}
