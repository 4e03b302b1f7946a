package dev.assay.local.command;

import dev.assay.local.LocalProblem;
import dev.assay.local.component.WantOfMemory;
import dev.assay.local.home.Home;
import dev.assay.local.platform.PlatformOptions;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.service.Installation;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A start by a supervisor of its own session, so that it outlives this program and its terminal. */
final class DetachedStart {

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
        ProcessIdentity supervisor = ProcessIdentity.of(process.pid()).orElseThrow(() -> failed(process));
        Thread undo = new Thread(() -> stop(supervisor), "undo");
        Runtime.getRuntime().addShutdownHook(undo);
        PlatformState state;
        try {
            state = follow(process);
        } finally {
            keep(undo);
        }
        System.out.println("Assay is ready" + Addresses.summary(state));
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Installation.java(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                options.installation().localClassPath(),
                Local.class.getName(),
                "supervise"));
        command.addAll(options.services());
        return new ProcessBuilder(command)
                .directory(options.installation().root().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
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
        throw failed(process);
    }

    /** From here on the platform is to outlive us, or is gone. */
    private static void keep(Thread undo) {
        try {
            Runtime.getRuntime().removeShutdownHook(undo);
        } catch (IllegalStateException e) {
            // We are being stopped, and it is at work.
        }
    }

    private LocalProblem failed(Process supervisor) {
        try {
            return new LocalProblem(Files.readString(home.failure()).strip());
        } catch (IOException e) {
            String want = supervisor.isAlive() ? "" : WantOfMemory.explain(supervisor.exitValue());
            return new LocalProblem(
                    want.isEmpty()
                            ? "the supervisor ended without saying why: see " + home.log("supervisor")
                            : "the supervisor does not run" + want,
                    e);
        }
    }

    private void stop(ProcessIdentity supervisor) {
        System.out.println("Stopping what was started.");
        Shutdown.order(home, supervisor);
    }
}
