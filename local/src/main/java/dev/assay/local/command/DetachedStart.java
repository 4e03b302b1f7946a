package dev.assay.local.command;

import dev.assay.local.LocalProblem;
import dev.assay.local.home.Home;
import dev.assay.local.platform.PlatformOptions;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.process.Signals;
import dev.assay.local.service.Installation;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A start by a supervisor of its own session, so that it outlives this program and its terminal. */
final class DetachedStart {

    private static final Duration STOP = Duration.ofSeconds(90);

    private final PlatformOptions options;
    private final Home home;

    DetachedStart(PlatformOptions options) {
        this.options = options;
        this.home = options.home();
    }

    /** Returns when the platform is ready; interrupted before that, it stops what was started. */
    void run() throws IOException {
        System.out.println("Starting Assay in " + home.directory());
        Files.deleteIfExists(home.failure());
        Process process = launch();
        ProcessIdentity supervisor = ProcessIdentity.of(process.pid()).orElseThrow(this::failed);
        Thread undo = new Thread(() -> stop(supervisor), "undo");
        Runtime.getRuntime().addShutdownHook(undo);
        PlatformState state = follow(process);
        Runtime.getRuntime().removeShutdownHook(undo);
        System.out.println("Assay is ready: " + Addresses.summary(state));
    }

    private Process launch() throws IOException {
        List<String> command = List.of(
                "setsid",
                Installation.java(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                options.installation().localClassPath(),
                Local.class.getName(),
                "supervise");
        return new ProcessBuilder(command)
                .directory(options.installation().root().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(home.log("supervisor").toFile())
                .start();
    }

    private PlatformState follow(Process process) {
        StateFile file = new StateFile(home.state());
        Progress progress = new Progress(System.out);
        while (process.isAlive()) {
            Optional<PlatformState> state =
                    file.read().filter(found -> found.supervisor().pid() == process.pid());
            state.ifPresent(progress::show);
            if (state.filter(found -> found.phase() == Phase.READY).isPresent()) {
                return state.get();
            }
            Watch.pause();
        }
        throw failed();
    }

    private LocalProblem failed() {
        try {
            return new LocalProblem(Files.readString(home.failure()).strip());
        } catch (IOException e) {
            return new LocalProblem("the supervisor ended without saying why: see " + home.log("supervisor"), e);
        }
    }

    private static void stop(ProcessIdentity supervisor) {
        if (supervisor.isAlive()) {
            System.out.println("Stopping what was started.");
            Signals.terminate(supervisor);
            Signals.awaitEnd(List.of(supervisor), STOP);
        }
    }
}
