package dev.assay.local.command;

import dev.assay.local.LocalProblem;
import dev.assay.local.home.FileLockHold;
import dev.assay.local.home.Home;
import dev.assay.local.home.HomeCheck;
import dev.assay.local.platform.PlatformOptions;
import dev.assay.local.settings.ChangedSettings;
import dev.assay.local.settings.SettingsPipe;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    @Option(
            names = "--only",
            paramLabel = "SERVICE",
            split = ",",
            description = "Start only these services, beside PostgreSQL and Kafka.",
            hidden = true)
    private List<String> only = List.of();

    @Override
    public Integer call() throws IOException {
        PlatformOptions options = Here.options(only);
        Home home = options.home();
        HomeCheck.require(home);
        try (FileLockHold turn = turn(home)) {
            Optional<PlatformState> running = running(home);
            if (running.isPresent()) {
                bringUpToDate(home, running.get());
                if (!quietIfRunning) {
                    System.out.println("Assay is running already" + Addresses.summary(running.get()));
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

    /** Settings that were made after the start are taken over by starting those services again that they are for. */
    private static void bringUpToDate(Home home, PlatformState running) {
        ChangedSettings changed = ChangedSettings.between(System.getenv(), running);
        if (changed.isEmpty()) {
            return;
        }
        changed.byService()
                .forEach((service, variables) -> System.out.println(
                        "Starting " + service + " again with " + String.join(", ", variables.keySet())));
        new SettingsPipe(home.settingsPipe()).send(changed);
        StateFile file = new StateFile(home.state());
        for (String service : changed.byService().keySet()) {
            Watch.untilStartedAgain(file, running.component(service).orElseThrow());
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
        System.out.println(
                "Assay is " + state.get().phase().name().toLowerCase(Locale.ROOT) + "; waiting for that to end.");
        Optional<PlatformState> settled = Watch.untilSettled(file, state.get().supervisor());
        if (settled.isPresent() && settled.get().phase() != Phase.READY) {
            throw new LocalProblem("Assay does not come to rest: call ./assay down, then again");
        }
        return settled;
    }
}
