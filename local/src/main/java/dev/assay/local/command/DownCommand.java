package dev.assay.local.command;

import dev.assay.local.home.Home;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the platform, also when its supervisor was killed. */
@Command(name = "down", description = "Stops Assay and everything it started.")
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Home home = Here.options().home();
        if (!Files.isDirectory(home.directory())) {
            System.out.println("Assay is not running.");
            return 0;
        }
        Optional<ProcessIdentity> supervisor = new StateFile(home.state())
                .read()
                .map(PlatformState::supervisor)
                .filter(ProcessIdentity::isAlive);
        if (supervisor.isPresent()) {
            System.out.println("Stopping Assay.");
            Shutdown.order(home, supervisor.get());
            System.out.println("Assay is stopped.");
            return 0;
        }
        int leftovers = Shutdown.clear(home);
        System.out.println(
                leftovers == 0
                        ? "Assay is not running."
                        : "Assay is stopped (" + leftovers + " processes were left without a supervisor).");
        return 0;
    }
}
