package dev.assay.local.command;

import dev.assay.local.state.ComponentState;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Prints a line for each component when it becomes ready. */
final class Progress {

    private final PrintStream out;
    private final Set<String> shown = new HashSet<>();

    Progress(PrintStream out) {
        this.out = out;
    }

    void show(PlatformState state) {
        for (ComponentState component : state.components()) {
            if (component.phase() == Phase.READY && shown.add(component.name())) {
                Duration elapsed = Duration.between(state.startedAt(), component.since());
                out.println(String.format(
                        Locale.ROOT,
                        "  %-20s ready after %5.1f s   %s",
                        component.name(),
                        elapsed.toMillis() / 1000.0,
                        component.address()));
            }
        }
    }
}
