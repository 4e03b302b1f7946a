package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.ExecutionLimits;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.task.functioncompletion.FunctionCompletion;
import dev.assay.executor.JudgeFixture;
import dev.assay.executor.sandbox.OtherHosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens at the limits: on a busy host, and on one without control groups. */
class LimitsTest {

    private static final int SLOT = 985;
    private static final String SLEEP = "    import time\n    time.sleep(100)\n";
    private static final String A_SECOND_OF_WORK = """
                import time
                while time.process_time() < 1:
                    pass
                return x
            """;

    private static final String EIGHT_SECONDS_OF_WORK =
            A_SECOND_OF_WORK.replace("process_time() < 1", "process_time() < 8");

    @Test
    void an_answer_that_could_not_run_on_a_busy_host_is_not_judged() throws IOException {
        try (JudgeFixture judge = new JudgeFixture(1, SLOT);
                Load load = Load.start()) {
            assertThat(judge.judge(problem(10, 3), AnswerForm.COMPLETION, EIGHT_SECONDS_OF_WORK))
                    .isInstanceOf(Judgement.Disturbed.class);
        }
    }

    @Test
    void an_answer_that_sleeps_is_at_its_time_limit_on_a_busy_host_too() throws IOException {
        try (JudgeFixture judge = new JudgeFixture(1, SLOT);
                Load load = Load.start()) {
            Execution execution = judge.run(problem(3, 6), AnswerForm.COMPLETION, SLEEP);

            assertThat(execution.verdict()).isEqualTo(Verdict.TIME_LIMIT);
            assertThat(execution.reason()).isEqualTo("wall_limit");
        }
    }

    @Test
    void an_answer_within_its_cpu_time_passes_on_a_busy_host() throws IOException {
        try (JudgeFixture judge = new JudgeFixture(1, SLOT);
                Load load = Load.start()) {
            Execution execution = judge.run(problem(2, 120), AnswerForm.COMPLETION, A_SECOND_OF_WORK);

            assertThat(execution.verdict()).as(execution.detail()).isEqualTo(Verdict.PASSED);
            assertThat(execution.resources().cpuMs()).isBetween(1_000L, 2_000L);
            assertThat(execution.resources().runDelayMs())
                    .hasValueSatisfying(delay -> assertThat(delay).isPositive());
        }
    }

    @Test
    void without_control_groups_the_limits_hold_too() {
        try (JudgeFixture judge = new JudgeFixture(OtherHosts.withoutCgroups(1, SLOT))) {
            assertThat(judge.run(problem(5, 30), AnswerForm.COMPLETION, "    return x\n")
                            .verdict())
                    .isEqualTo(Verdict.PASSED);

            Execution loop = judge.run(problem(1, 30), AnswerForm.COMPLETION, "    while True: pass\n");
            assertThat(loop.reason()).isEqualTo("cpu_limit");
            assertThat(loop.resources().cpuMs()).isGreaterThanOrEqualTo(1_000);

            Execution children = judge.run(
                    problem(1, 30), AnswerForm.COMPLETION, "    import os\n    os.fork()\n    while True: pass\n");
            assertThat(children.reason()).isEqualTo("cpu_limit");

            Execution memory = judge.run(
                    problem(10, 60),
                    AnswerForm.COMPLETION,
                    "    y = []\n    while True: y.append(bytearray(1 << 24))\n");
            assertThat(memory.verdict()).isEqualTo(Verdict.MEMORY_LIMIT);

            Execution several = judge.run(problem(10, 60), AnswerForm.COMPLETION, """
                        import os, time
                        for _ in range(8):
                            if os.fork() == 0:
                                y = bytearray(b"x" * (100 << 20))
                                time.sleep(100)
                        time.sleep(100)
                    """);
            assertThat(several.reason()).isEqualTo("memory_limit");

            Execution shared = judge.run(problem(10, 60), AnswerForm.COMPLETION, """
                        import os, time
                        y = bytearray(b"x" * (100 << 20))
                        children = []
                        for _ in range(8):
                            child = os.fork()
                            if child == 0:
                                time.sleep(2)
                                os._exit(0)
                            children.append(child)
                        for child in children:
                            os.waitpid(child, 0)
                        return x
                    """);
            assertThat(shared.verdict()).as(shared.detail()).isEqualTo(Verdict.PASSED);
        }
    }

    private static OracleProblem problem(double cpuSeconds, double wallSeconds) {
        return JudgeFixture.problem(
                "same",
                "def same(x):\n    \"\"\"The same.\"\"\"\n",
                "    return x\n",
                new FunctionCompletion.CheckFunction(
                        "def check(candidate):\n    assert candidate(1) == 1\n", Visibility.FEEDBACK),
                new ExecutionLimits(Optional.of(cpuSeconds), Optional.of(wallSeconds), Optional.of(512L << 20)));
    }

    /**
     * Programs that keep every core busy several times over, each in a session of its own, as programs of others are: the
     * kernel shares time out between sessions first, and a sandbox is one.
     */
    private record Load(List<Process> programs) implements AutoCloseable {

        private static final int PER_CORE = 4;

        static Load start() throws IOException {
            String whileWeLive = "while kill -0 " + ProcessHandle.current().pid() + "; do :; done";
            List<Process> programs = new ArrayList<>();
            for (int i = 0; i < PER_CORE * Runtime.getRuntime().availableProcessors(); i++) {
                programs.add(new ProcessBuilder("/usr/bin/setsid", "/bin/sh", "-c", whileWeLive).start());
            }
            return new Load(programs);
        }

        @Override
        public void close() {
            programs.forEach(Process::destroyForcibly);
        }
    }
}
