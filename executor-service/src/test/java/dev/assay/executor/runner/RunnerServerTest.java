package dev.assay.executor.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.executor.JudgeFixture;
import dev.assay.executor.LanguageFixture;
import dev.assay.executor.execute.Answer;
import dev.assay.executor.judge.Judgement;
import dev.assay.executor.judge.ProgramPlan;
import dev.assay.executor.judge.ReferenceResults;
import dev.assay.executor.language.RuntimeCatalog;
import dev.assay.executor.language.RuntimeMissing;
import dev.assay.executor.language.Runtimes;
import dev.assay.executor.program.ProgramOrder;
import dev.assay.executor.program.WorkFile;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.Sandboxes;
import dev.assay.executor.task.functioncompletion.Planners;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerServerTest {

    private static final Isolation HOLDS = new Isolation.Holds("T1", true, 1, "python", "hash", 40, List.of("a: b"));

    @TempDir
    Path folder;

    private final Sandboxes sandboxes = Sandboxes.open(1, 930);
    private RunnerServer server;
    private RunnerClient client;

    @BeforeEach
    void open() throws IOException {
        Workshop workshop = new Workshop(
                sandboxes, new Runtimes(RuntimeCatalog.builtIn(), () -> sandboxes), new ReferenceResults(1 << 20));
        serve(HOLDS, Optional.of(workshop));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        sandboxes.close();
    }

    @Test
    void a_greeting_tells_what_holds_and_lasts_as_long_as_both() throws Exception {
        Thread farewell;
        try (RunnerClient.Presence presence = client.greet()) {
            assertThat(presence.isolation()).isEqualTo(HOLDS);
            farewell = Thread.startVirtualThread(() -> awaitNoExecutor(Duration.ofMinutes(5)));
            assertThat(farewell.join(Duration.ofMillis(200))).isFalse();
        }
        assertThat(farewell.join(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void an_answer_is_judged_as_it_would_be_without_a_socket_between() {
        var problem = JudgeFixture.checked(
                "half", "def half(x):\n", Visibility.FEEDBACK, "assert candidate(4) == 2", "assert candidate(0) == 0");
        var plan = Planners.functionCompletion()
                .plan(problem, new Answer(AnswerForm.COMPLETION, "    return x / 3\n", Optional.empty()));

        Judgement judgement = client.judge(plan, "here");

        assertThat(judgement).isInstanceOfSatisfying(Judgement.Judged.class, judged -> {
            assertThat(judged.execution().verdict()).isEqualTo(Verdict.WRONG_ANSWER);
            assertThat(judged.execution().sandbox().executorId()).isEqualTo("here");
        });
    }

    @Test
    void a_plan_of_a_language_crosses_too_and_a_missing_runtime_is_named() {
        ProgramPlan plan = new ProgramPlan(
                AnswerForm.COMPLETION,
                "",
                "",
                "f",
                LanguageFixture.test("cobol", "x", "y"),
                LanguageFixture.LIMITS,
                true);

        assertThatThrownBy(() -> client.judge(plan, "here"))
                .isInstanceOf(RuntimeMissing.class)
                .hasMessageContaining("cobol");
    }

    @Test
    void files_and_output_of_code_cross_as_they_are() {
        byte[] bytes = {0, (byte) 0xff, 10};
        CodeOrder order = new CodeOrder(
                "python",
                "import sys; data = open('d/in', 'rb').read(); open('out', 'wb').write(data); print(sys.stdin.read())"
                        .getBytes(StandardCharsets.UTF_8),
                List.of(WorkFile.of("d/in", bytes)),
                "said".getBytes(StandardCharsets.UTF_8),
                List.of("out"),
                Optional.empty(),
                new StepLimits(Optional.empty(), Duration.ofSeconds(20), Optional.empty()));

        Ran ran = client.run(order);

        Ran.Step run = ran.run().orElseThrow();
        assertThat(run.end().succeeded()).isTrue();
        assertThat(run.end().standardOutput().text()).isEqualTo("said\n");
        assertThat(run.end().results().getFirst().content()).isEqualTo(bytes);
        assertThat(run.limits().memoryBytes()).isEqualTo(SandboxLimits.DEFAULT_MEMORY_BYTES);
        assertThat(ran.compile()).isEmpty();
    }

    @Test
    void a_command_is_run_and_its_exit_code_told() {
        ProgramOrder order = new ProgramOrder(
                List.of("/usr/bin/test", "-e", "/nowhere"),
                Map.of(),
                List.of(),
                new byte[0],
                List.of(),
                true,
                List.of(),
                LanguageFixture.LIMITS);

        assertThat(client.run(order).run().orElseThrow().end().exitCode()).contains(1);
    }

    @Test
    void every_described_runtime_is_listed() {
        assertThat(client.runtimes()).anyMatch(state -> state.id().equals("python") && state.available());
    }

    @Test
    void where_nothing_holds_nothing_runs() throws IOException {
        server.close();
        serve(new Isolation.Refused("no tier works"), Optional.empty());

        assertThat(client.greet().isolation()).isEqualTo(new Isolation.Refused("no tier works"));
        assertThatThrownBy(client::runtimes)
                .isInstanceOf(SandboxUnavailable.class)
                .hasMessageContaining("no tier works");
    }

    @Test
    void a_runner_that_is_not_there_is_told_from_one_that_fails() throws IOException {
        server.close();

        assertThatThrownBy(client::runtimes).isInstanceOf(RunnerGone.class).hasMessageContaining("runner.sock");
    }

    @Test
    void only_its_own_user_id_reaches_the_socket() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("runner.sock"))))
                .isEqualTo("rw-------");
    }

    private void serve(Isolation isolation, Optional<Workshop> workshop) throws IOException {
        Path socket = folder.resolve("runner.sock");
        RunnerServer opened = RunnerServer.open(socket, isolation, workshop);
        server = opened;
        client = new RunnerClient(socket);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                opened.serve();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void awaitNoExecutor(Duration longest) {
        try {
            server.awaitNoExecutor(longest);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
