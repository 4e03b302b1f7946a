package dev.assay.executor.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.executor.JudgeFixture;
import dev.assay.executor.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitRulesTest {

    @Test
    void what_the_data_set_declares_holds_whatever_the_reference_used() {
        SandboxLimits limits = LimitRules.limits(problem(ExecutionLimits.cpu(3), Optional.of(10_000L)));

        assertThat(limits.cpu()).isEqualTo(Duration.ofSeconds(3));
        assertThat(limits.wall()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void five_times_the_reference_is_the_limit_where_none_is_declared() {
        SandboxLimits limits = LimitRules.limits(problem(ExecutionLimits.none(), Optional.of(3_000L)));

        assertThat(limits.cpu()).isEqualTo(Duration.ofSeconds(15));
        assertThat(limits.wall()).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void a_fast_reference_leaves_two_seconds() {
        SandboxLimits limits = LimitRules.limits(problem(ExecutionLimits.none(), Optional.of(12L)));

        assertThat(limits.cpu()).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits.wall()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void before_the_reference_has_run_there_are_ten_seconds() {
        assertThat(LimitRules.limits(problem(ExecutionLimits.none(), Optional.empty()))
                        .cpu())
                .isEqualTo(Duration.ofSeconds(10));
    }

    private static OracleProblem problem(ExecutionLimits limits, Optional<Long> referenceCpuMs) {
        OracleProblem problem = JudgeFixture.checked("f", "def f():\n", Visibility.FEEDBACK, "assert candidate()");
        return new OracleProblem(problem.problem(), limits, problem.body(), referenceCpuMs);
    }
}
