package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.executor.JudgeFixture;
import dev.assay.executor.sandbox.OtherHosts;
import dev.assay.executor.sandbox.SandboxSettings;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.sandbox.Tier;
import dev.assay.executor.sandbox.WarmSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long a warm parent is kept, and what its programs find. */
class WarmPathTest {

    private static final int SLOT = 912;
    private static final String HONEST = "    return 1\n";

    @Test
    void a_parent_is_replaced_after_its_runs() {
        try (JudgeFixture judge = new JudgeFixture(Sandboxes.open(settings(2, List.of())))) {
            run(judge, HONEST);
            Set<Long> first = judge.sandboxes().standing();
            run(judge, HONEST);
            Set<Long> second = judge.sandboxes().standing();
            run(judge, HONEST);

            assertThat(first).hasSize(4).isEqualTo(second);
            assertThat(judge.sandboxes().standing()).hasSize(4).doesNotContainAnyElementsOf(first);
        }
    }

    @Test
    void a_parent_is_replaced_after_an_abnormal_end_of_its_program() {
        try (JudgeFixture judge = new JudgeFixture(Sandboxes.open(settings(500, List.of())))) {
            Execution crash = run(judge, "    import os\n    os.abort()\n");

            assertThat(crash.reason()).isEqualTo("crashed");
            assertThat(judge.sandboxes().standing()).as("the judge's parent").hasSize(2);
            assertThat(run(judge, HONEST).verdict()).isEqualTo(Verdict.PASSED);
            assertThat(judge.sandboxes().standing()).hasSize(4);
        }
    }

    @Test
    void modules_that_a_parent_has_imported_are_there_at_once() {
        String looks = "    import sys\n    return 1 if 'numpy' in sys.modules else 0\n";
        try (JudgeFixture plain = new JudgeFixture(Sandboxes.open(settings(500, List.of())))) {
            assertThat(run(plain, looks).verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        }
        try (JudgeFixture preloaded = new JudgeFixture(Sandboxes.open(settings(500, List.of("numpy"))))) {
            assertThat(run(preloaded, looks).verdict()).isEqualTo(Verdict.PASSED);
            assertThat(run(preloaded, "    import numpy\n    return int(numpy.ones(3).sum() - 2)\n")
                            .verdict())
                    .isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void a_program_finds_no_file_and_no_name_of_an_earlier_one() {
        String leaves = "    open('/tmp/left', 'w').write('x')\n    import sys\n    sys.left = 1\n    return 1\n";
        String looks = "    import os, sys\n    return 0 if os.listdir('/tmp') or hasattr(sys, 'left') else 1\n";
        try (JudgeFixture judge = new JudgeFixture(Sandboxes.open(settings(500, List.of())))) {
            assertThat(run(judge, leaves).verdict()).isEqualTo(Verdict.PASSED);
            Set<Long> parents = judge.sandboxes().standing();
            assertThat(run(judge, looks).verdict()).isEqualTo(Verdict.PASSED);
            assertThat(judge.sandboxes().standing()).as("the same parents").isEqualTo(parents);
        }
    }

    @Test
    void without_the_launcher_programs_start_through_the_shell() {
        try (JudgeFixture judge = new JudgeFixture(OtherHosts.withoutLauncher(1, SLOT))) {
            assertThat(judge.sandboxes().forks()).isFalse();
            assertThat(run(judge, HONEST).verdict()).isEqualTo(Verdict.PASSED);
            assertThat(run(judge, "    return 2\n").verdict()).isEqualTo(Verdict.WRONG_ANSWER);
        }
    }

    private static SandboxSettings settings(int runs, List<String> preload) {
        return new SandboxSettings(1, SLOT, Tier.NAMESPACES, Optional.of(new WarmSettings(runs, preload)));
    }

    private static Execution run(JudgeFixture judge, String answer) {
        return judge.run(
                JudgeFixture.checked("one", "def one():\n", Visibility.FEEDBACK, "assert candidate() == 1"),
                AnswerForm.COMPLETION,
                answer);
    }
}
