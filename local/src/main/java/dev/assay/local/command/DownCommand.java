package dev.assay.local.command;

import dev.assay.local.home.Home;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.process.Signals;
import dev.assay.local.state.Leftovers;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the platform, also when its supervisor was killed. */
@Command(name = "down", description = "Stops Assay and everything it started.")
final class DownCommand implements Callable<Integer> {

    /** Longer than all that the supervisor itself waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Override
    public Integer call() {
        Home home = Here.options().home();
        if (!Files.isDirectory(home.directory())) {
            System.out.println("Assay is not running.");
            return 0;
        }
        StateFile file = new StateFile(home.state());
        Optional<ProcessIdentity> supervisor =
                file.read().map(PlatformState::supervisor).filter(ProcessIdentity::isAlive);
        supervisor.ifPresent(DownCommand::stop);
        int leftovers = Leftovers.stop(home);
        file.delete();
        if (supervisor.isEmpty() && leftovers == 0) {
            System.out.println("Assay is not running.");
        } else if (supervisor.isEmpty()) {
            System.out.println("Assay is stopped (" + leftovers + " processes were left without a supervisor).");
        } else {
            System.out.println("Assay is stopped.");
        }
        return 0;
    }

    private static void stop(ProcessIdentity supervisor) {
        System.out.println("Stopping Assay.");
        Signals.terminate(supervisor);
        if (!Signals.awaitEnd(List.of(supervisor), PATIENCE)) {
            Signals.kill(supervisor);
            Signals.awaitEnd(List.of(supervisor), PATIENCE);
        }
    }
}
