package dev.assay.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.local.LocalProblem;
import dev.assay.local.component.Component;
import dev.assay.local.component.JavaProcess;
import dev.assay.local.component.Readiness;
import dev.assay.local.home.Home;
import dev.assay.local.home.HomeCheck;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.state.ComponentState;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small programs of the shell stand for the parts. */
class SupervisorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(directory);
        HomeCheck.require(home);
    }

    @Test
    void parts_start_stage_by_stage_and_stop_in_reverse_order() throws Exception {
        Component store = part("store", writing("store"), written("store started"));
        Component service = part("service", writing("service"), written("service started"));
        Supervisor supervisor =
                supervisor(Stage.ofInfrastructure(List.of(store), () -> {}), Stage.ofServices(List.of(service)));

        supervisor.start();
        PlatformState written = new StateFile(home.state()).read().orElseThrow();
        supervisor.stop();

        assertThat(written.phase()).isEqualTo(Phase.READY);
        assertThat(written.components()).extracting(ComponentState::phase).containsOnly(Phase.READY);
        assertThat(Files.readAllLines(directory.resolve("order")))
                .containsExactly("store started", "service started", "service stopped", "store stopped");
        assertThat(new StateFile(home.state()).read()).isEmpty();
    }

    @Test
    void a_part_that_dies_is_started_again_each_time() {
        Supervisor supervisor = supervisor(Stage.ofServices(List.of(part("service", "exec sleep 600"))));
        supervisor.start();
        try {
            long first = pid(supervisor);
            supervisor.kill("service");
            supervisor.awaitReady("service", PATIENCE);
            long second = pid(supervisor);
            supervisor.kill("service");
            supervisor.awaitReady("service", PATIENCE);

            assertThat(List.of(first, second, pid(supervisor))).doesNotHaveDuplicates();
            assertThat(supervisor.state().component("service").orElseThrow().restarts())
                    .isEqualTo(2);
        } finally {
            supervisor.stop();
        }
    }

    @Test
    void a_part_that_does_not_stop_when_asked_is_killed() {
        Supervisor supervisor = supervisor(new Stage(
                List.of(part(
                        "stubborn",
                        "trap '' TERM; echo stubborn ready >> order; while :; do sleep 0.05; done",
                        written("stubborn ready"))),
                true,
                () -> {},
                Duration.ofMillis(200)));
        supervisor.start();
        ProcessIdentity process =
                supervisor.state().component("stubborn").orElseThrow().process().orElseThrow();

        supervisor.stop();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_part_that_ends_while_it_starts_stops_the_rest_and_is_quoted() {
        Component good = part("good", "exec sleep 600");
        Component bad = part("bad", "echo I cannot; exit 1", () -> false);
        Supervisor supervisor = supervisor(Stage.ofServices(List.of(good, bad)));

        assertThatThrownBy(supervisor::start)
                .isInstanceOf(LocalProblem.class)
                .hasMessageContainingAll(
                        "bad does not start: it ended while it was starting",
                        "I cannot",
                        home.log("bad").toString());
        assertThat(supervisor
                        .state()
                        .component("good")
                        .orElseThrow()
                        .process()
                        .orElseThrow()
                        .isAlive())
                .isFalse();
    }

    @Test
    void a_part_that_is_never_ready_is_named_when_patience_ends() {
        Supervisor supervisor = new Supervisor(
                home,
                "root",
                Duration.ofMillis(300),
                List.of(Stage.ofServices(List.of(part("slow", "exec sleep 600", () -> false)))));

        assertThatThrownBy(supervisor::start)
                .isInstanceOf(LocalProblem.class)
                .hasMessageContainingAll("slow is not ready", "ASSAY_START_TIMEOUT_SECONDS");
    }

    private Supervisor supervisor(Stage... stages) {
        return new Supervisor(home, "root", PATIENCE, List.of(stages));
    }

    /** A script that tells when it starts and when it is asked to stop. */
    @ParameterizedTest
    @CsvSource({"exit 3, out of memory (its heap is full)", "kill -9 $$, killed from outside"})
    void a_part_that_ends_for_want_of_memory_is_told_from_one_that_fails(String end, String explanation) {
        Supervisor supervisor = supervisor(Stage.ofServices(List.of(part("big", end, () -> false))));

        assertThatThrownBy(supervisor::start)
                .isInstanceOf(LocalProblem.class)
                .hasMessageContaining("big does not start: it ended while it was starting, " + explanation);
    }

    private static String writing(String name) {
        return "trap 'echo %1$s stopped >> order; exit' TERM; echo %1$s started >> order; while :; do sleep 0.05; done"
                .formatted(name);
    }

    private Component part(String name, String script) {
        return part(name, script, () -> true);
    }

    private Component part(String name, String script, Readiness ready) {
        return new JavaProcess(
                name,
                "nowhere",
                List.of("/bin/sh", "-c", script),
                Map.of("PATH", System.getenv("PATH")),
                directory,
                home.log(name),
                ready);
    }

    /** Whether a part has written that line to the file that all of them share. */
    private Readiness written(String line) {
        Path order = directory.resolve("order");
        return () -> {
            try {
                return Files.exists(order) && Files.readString(order).contains(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static long pid(Supervisor supervisor) {
        return supervisor
                .state()
                .component("service")
                .orElseThrow()
                .process()
                .orElseThrow()
                .pid();
    }
}
