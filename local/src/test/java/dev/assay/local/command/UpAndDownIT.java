package dev.assay.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.local.port.Port;
import dev.assay.local.port.Ports;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.process.Signals;
import dev.assay.local.state.ComponentState;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpAndDownIT {

    private static final String MODEL_SERVER = "model-server";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Shared, so that PostgreSQL is unpacked once; every test leaves it without a running platform. */
    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private Path home;
    private Ports ports;
    private Program program;

    @BeforeEach
    void prepare() {
        home = shared.resolve("state of mine");
        ports = Ports.free();
        program = new Program(home, ports);
    }

    @AfterEach
    void stop() throws Exception {
        program.run("down");
    }

    /** One story for what is done to a running platform, and to what one has left: a start takes most of a test's time. */
    @Test
    void a_platform_is_started_once_looked_after_changed_stopped_and_started_over_what_is_left() throws Exception {
        Process other = program.start("up", "--only", MODEL_SERVER);
        Program.Result first = up();

        assertThat(first.code()).as(first.output()).isZero();
        assertThat(other.waitFor()).isZero();
        List<ProcessIdentity> processes = processes();
        assertThat(processes).hasSize(4).allMatch(ProcessIdentity::isAlive);

        aSecondUpChangesNothing();
        whatRunsIsShown();
        aKilledPartIsStartedAgain();
        aSettingIsTakenOver();

        PlatformState last = program.state();
        itIsStopped(processes);
        aSecondStartPassesAStaleStateOverAndKeepsWhatTheFirstOneStored(last);
        whatAKilledSupervisorLeftIsFoundByUpAndByDown();
    }

    private void aSecondUpChangesNothing() throws Exception {
        List<ProcessIdentity> processes = processes();

        Program.Result second = up();
        Program.Result quiet = program.run("up", "--quiet-if-running", "--only", MODEL_SERVER);

        assertThat(second.code()).isZero();
        assertThat(second.output()).contains("is running already", ports.url(Port.MODEL));
        assertThat(quiet).isEqualTo(new Program.Result(0, ""));
        assertThat(processes()).isEqualTo(processes);
    }

    private void whatRunsIsShown() throws Exception {
        Program.Result status = program.run("status");
        Program.Result json = program.run("status", "--json");
        Program.Result logs = program.run("logs", MODEL_SERVER, "-n", "5");

        assertThat(status.code()).isZero();
        assertThat(status.output()).contains("postgres", "kafka", MODEL_SERVER);
        assertThat(json.output()).contains("\"phase\" : \"ready\"", "\"resident_bytes\"");
        assertThat(logs.output()).contains("started in");
    }

    private void aKilledPartIsStartedAgain() {
        ProcessIdentity first = modelServer().process().orElseThrow();

        Signals.kill(first);

        await().atMost(PATIENCE).untilAsserted(() -> {
            ComponentState now = modelServer();
            assertThat(now.restarts()).isEqualTo(1);
            assertThat(now.phase().name()).isEqualTo("READY");
            assertThat(now.process()).isPresent().isNotEqualTo(Optional.of(first));
        });
    }

    private void aSettingIsTakenOver() throws Exception {
        Optional<ProcessIdentity> before = modelServer().process();

        Program.Result named =
                program.with("ASSAY_MODEL_NAME", "renamed").run("up", "--quiet-if-running", "--only", MODEL_SERVER);
        Program.Result again = program.run("up", "--quiet-if-running", "--only", MODEL_SERVER);

        assertThat(named.output()).isEqualTo("Starting model-server again with ASSAY_MODEL_NAME\n");
        assertThat(again.output()).isEmpty();
        assertThat(modelServer().process()).isPresent().isNotEqualTo(before);
        assertThat(new String(
                        URI.create(ports.url(Port.MODEL) + "/v1/models")
                                .toURL()
                                .openStream()
                                .readAllBytes(),
                        UTF_8))
                .contains("renamed");
    }

    private void itIsStopped(List<ProcessIdentity> first) throws Exception {
        List<ProcessIdentity> last = processes();

        Program.Result down = program.run("down");

        assertThat(down.output()).contains("Assay is stopped.");
        assertThat(first).noneMatch(ProcessIdentity::isAlive);
        assertThat(last).noneMatch(ProcessIdentity::isAlive);
        assertThat(program.run("down").output()).contains("not running");
        assertThat(program.run("status").code()).isEqualTo(3);
    }

    /** The state that is put back is of a process that is no more, whose number is this one's now. */
    private void aSecondStartPassesAStaleStateOverAndKeepsWhatTheFirstOneStored(PlatformState stale) throws Exception {
        String secrets = Files.readString(home.resolve("secrets.json"));
        ProcessIdentity stranger =
                ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        ProcessIdentity sameNumber = new ProcessIdentity(stranger.pid(), stranger.startTicks() - 1, stranger.bootId());
        new StateFile(home.resolve("state.json"))
                .write(new PlatformState(
                        PlatformState.FORMAT,
                        stale.root(),
                        sameNumber,
                        stale.startedAt(),
                        stale.phase(),
                        stale.components()));

        Program.Result again = up();

        assertThat(again.code()).as(again.output()).isZero();
        assertThat(program.state().supervisor()).isNotEqualTo(sameNumber);
        assertThat(Files.readString(home.resolve("secrets.json"))).isEqualTo(secrets);
    }

    private void whatAKilledSupervisorLeftIsFoundByUpAndByDown() throws Exception {
        List<ProcessIdentity> left = processes();
        Signals.kill(program.state().supervisor());

        Program.Result again = up();

        assertThat(again.code()).as(again.output()).isZero();
        assertThat(left).noneMatch(ProcessIdentity::isAlive);
        List<ProcessIdentity> anew = processes();
        assertThat(anew).hasSize(4).allMatch(ProcessIdentity::isAlive);

        Signals.kill(program.state().supervisor());
        Program.Result down = program.run("down");

        assertThat(down.code()).as(down.output()).isZero();
        assertThat(anew).noneMatch(ProcessIdentity::isAlive);
        assertThat(home.resolve("state.json")).doesNotExist();
    }

    @Test
    void an_interrupted_up_leaves_nothing() throws Exception {
        Process up = program.start("up", "--only", MODEL_SERVER);
        await().atMost(PATIENCE)
                .until(() -> new StateFile(home.resolve("state.json"))
                        .read()
                        .map(PlatformState::components)
                        .filter(all ->
                                all.stream().anyMatch(part -> part.process().isPresent()))
                        .isPresent());
        List<ProcessIdentity> processes = processes();

        Signals.interrupt(ProcessIdentity.of(up.pid()).orElseThrow());
        up.waitFor();

        assertThat(processes).noneMatch(ProcessIdentity::isAlive);
        assertThat(home.resolve("state.json")).doesNotExist();
    }

    @Test
    void a_taken_port_is_named_with_the_variable_that_moves_it() throws Exception {
        try (ServerSocket taken = new ServerSocket(ports.of(Port.MODEL), 1, InetAddress.getLoopbackAddress())) {
            Program.Result result = up();

            assertThat(result.code()).isEqualTo(3);
            assertThat(result.output())
                    .contains("port " + taken.getLocalPort(), MODEL_SERVER, "ASSAY_PORT_MODEL", "ASSAY_PORT_BASE");
        }
    }

    @Test
    void a_half_written_state_directory_is_repaired() throws Exception {
        home = directory.resolve("half written");
        program = new Program(home, ports);
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres.unfinished"), "");
        Files.writeString(home.resolve("postgres/postgresql.conf"), "port = half");
        Files.createDirectories(home.resolve("postgres-programs/PG-half/bin"));
        Files.writeString(home.resolve("postgres-programs.unfinished"), "");
        Files.createDirectories(home.resolve("kafka"));
        Files.writeString(home.resolve("kafka.unfinished"), "");
        Files.writeString(home.resolve("kafka/meta.properties"), "version=");
        Files.writeString(home.resolve("state.json"), "{\"format\":");

        Program.Result result = up();

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(home).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void a_part_that_does_not_start_is_shown_with_its_last_lines() throws Exception {
        Path notAModel = Files.writeString(directory.resolve("text.gguf"), "not a model");
        program.with("ASSAY_MODEL_FILE", notAModel.toString());

        Program.Result result = up();

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.output())
                .contains(MODEL_SERVER + " does not start: it ended while it was starting", "it is not a GGUF file");
        assertThat(home.resolve("state.json")).doesNotExist();
    }

    private Program.Result up() throws Exception {
        return program.run("up", "--only", MODEL_SERVER);
    }

    private ComponentState modelServer() {
        return program.state().component(MODEL_SERVER).orElseThrow();
    }

    /** The supervisor and all that it started. */
    private List<ProcessIdentity> processes() {
        PlatformState state = program.state();
        return Stream.concat(
                        Stream.of(state.supervisor()),
                        state.components().stream().flatMap(part -> part.process().stream()))
                .toList();
    }
}
