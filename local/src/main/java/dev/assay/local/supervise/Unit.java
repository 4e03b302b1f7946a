package dev.assay.local.supervise;

import dev.assay.local.component.Component;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.state.ComponentState;
import dev.assay.local.state.Phase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A component under supervision; guarded by its supervisor. */
final class Unit {

    private final Component component;
    private final Path log;
    private Phase phase = Phase.WAITING;
    private Instant since = Instant.now();
    private Optional<Component.Running> running = Optional.empty();
    private int restarts;

    Unit(Component component, Path log) {
        this.component = component;
        this.log = log;
    }

    Component component() {
        return component;
    }

    Path log() {
        return log;
    }

    Phase phase() {
        return phase;
    }

    Optional<Component.Running> running() {
        return running;
    }

    Optional<ProcessIdentity> process() {
        return running.map(Component.Running::identity);
    }

    void started(Component.Running process) {
        running = Optional.of(process);
    }

    void restarting() {
        restarts++;
        enter(Phase.RESTARTING);
    }

    void enter(Phase next) {
        phase = next;
        since = Instant.now();
    }

    ComponentState state() {
        return new ComponentState(
                component.name(), phase, component.address(), process(), restarts, since, log.toString());
    }
}
