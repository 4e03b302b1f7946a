package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.contracts.record.Execution.Integrity;
import dev.assay.executor.sandbox.SandboxLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeLimitsTest {

    @Test
    void a_judge_may_use_what_the_candidate_may_within_bounds() {
        assertThat(judgeCpu(1, Optional.empty(), false)).isEqualTo(Duration.ofSeconds(5));
        assertThat(judgeCpu(10, Optional.empty(), false)).isEqualTo(Duration.ofSeconds(10));
        assertThat(judgeCpu(300, Optional.empty(), false)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void it_has_as_much_again_where_it_runs_the_reference_itself() {
        assertThat(judgeCpu(10, Optional.of("oracle"), false)).isEqualTo(Duration.ofSeconds(20));
        assertThat(judgeCpu(10, Optional.of("oracle"), true)).isEqualTo(Duration.ofSeconds(10));
    }

    private static Duration judgeCpu(int candidateSeconds, Optional<String> references, boolean told) {
        SplitJudgePlan plan = new SplitJudgePlan(
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                new SandboxLimits(Duration.ofSeconds(candidateSeconds), Duration.ofSeconds(100), 1 << 30),
                true,
                Integrity.SPLIT,
                references);
        return JudgeLimits.of(plan, told).cpu();
    }
}
