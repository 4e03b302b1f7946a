package dev.assay.local.command;

import dev.assay.local.LocalProblem;
import dev.assay.local.home.FileLockHold;
import dev.assay.local.home.Home;
import dev.assay.local.home.HomeCheck;
import dev.assay.local.platform.PlatformOptions;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the platform, once. */
@Command(name = "up", description = "Starts Assay and waits until it is ready.")
final class UpCommand implements Callable<Integer> {

    @Option(names = "--foreground", description = "Stay, show the logs, and stop everything on Ctrl-C.")
    private boolean foreground;

    @Option(names = "--quiet-if-running", description = "Say nothing when it runs already.")
    private boolean quietIfRunning;

    @Option(
            names = "--started-marker",
            paramLabel = "FILE",
            description = "Write to FILE when this command starts it.",
            hidden = true)
    private Optional<Path> startedMarker = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PlatformOptions options = Here.options();
        Home home = options.home();
        HomeCheck.require(home);
        try (FileLockHold turn = turn(home)) {
            Optional<PlatformState> running = running(home);
            if (running.isPresent()) {
                if (!quietIfRunning) {
                    System.out.println("Assay is running already: " + Addresses.summary(running.get()));
                }
                return 0;
            }
            if (startedMarker.isPresent()) {
                Files.writeString(startedMarker.get(), "started\n");
            }
            if (!foreground) {
                new DetachedStart(options).run();
                return 0;
            }
            return new ForegroundRun(options, turn).run();
        }
    }

    private static FileLockHold turn(Home home) throws IOException {
        Optional<FileLockHold> free = FileLockHold.tryTake(home.startLock());
        if (free.isPresent()) {
            return free.get();
        }
        System.out.println("Another ./assay up is under way; waiting for it.");
        return FileLockHold.take(home.startLock());
    }

    /** The platform that runs already; one that is on its way down is waited for. */
    private static Optional<PlatformState> running(Home home) {
        StateFile file = new StateFile(home.state());
        Optional<PlatformState> state =
                file.read().filter(found -> found.supervisor().isAlive());
        if (state.isEmpty()) {
            return Optional.empty();
        }
        if (state.get().phase() == Phase.READY) {
            return state;
        }
        System.out.println("Assay is " + state.get().phase().name().toLowerCase(java.util.Locale.ROOT)
                + "; waiting for that to end.");
        Optional<PlatformState> settled = Watch.untilSettled(file, state.get().supervisor());
        if (settled.isPresent() && settled.get().phase() != Phase.READY) {
            throw new LocalProblem("Assay does not come to rest: call ./assay down, then again");
        }
        return settled;
    }
}
