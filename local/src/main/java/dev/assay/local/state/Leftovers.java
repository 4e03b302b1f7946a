package dev.assay.local.state;

import dev.assay.local.component.Database;
import dev.assay.local.home.Home;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.process.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends what a supervisor left behind that died without stopping its platform. */
public final class Leftovers {

    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(20);

    private Leftovers() {}

    /** Returns how many processes there were; none of them runs any more. */
    public static int stop(Home home) {
        List<ProcessIdentity> programs = new ArrayList<>();
        new StateFile(home.state())
                .read()
                .ifPresent(state -> state.components().stream()
                        .filter(component -> !component.name().equals(Database.NAME))
                        .flatMap(component -> component.process().stream())
                        .filter(ProcessIdentity::isAlive)
                        .forEach(programs::add));
        programs.forEach(Signals::terminate);
        end(programs, DRAIN);

        List<ProcessIdentity> database =
                Database.postmaster(home.postgres()).stream().toList();
        database.forEach(Signals::interrupt);
        end(database, END);
        return programs.size() + database.size();
    }

    private static void end(List<ProcessIdentity> processes, Duration patience) {
        if (!Signals.awaitEnd(processes, patience)) {
            processes.forEach(Signals::kill);
            Signals.awaitEnd(processes, END);
        }
    }
}
