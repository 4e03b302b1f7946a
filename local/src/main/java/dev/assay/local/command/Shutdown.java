package dev.assay.local.command;

import dev.assay.local.home.Home;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.process.Signals;
import dev.assay.local.state.Leftovers;
import dev.assay.local.state.StateFile;
import java.time.Duration;
import java.util.List;

/** The end of a platform that another process supervises, or that nobody supervises any more. */
final class Shutdown {

    /** Longer than all that the supervisor itself waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Shutdown() {}

    /** Asks the supervisor to stop everything; when it does not, it is killed and what it leaves is stopped here. */
    static void order(Home home, ProcessIdentity supervisor) {
        Signals.terminate(supervisor);
        if (!Signals.awaitEnd(List.of(supervisor), PATIENCE)) {
            Signals.kill(supervisor);
            Signals.awaitEnd(List.of(supervisor), PATIENCE);
        }
        clear(home);
    }

    /** Stops what runs without a supervisor; returns how many processes that were. */
    static int clear(Home home) {
        int processes = Leftovers.stop(home);
        new StateFile(home.state()).delete();
        return processes;
    }
}
