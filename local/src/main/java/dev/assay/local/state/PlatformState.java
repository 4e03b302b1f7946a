package dev.assay.local.state;

import dev.assay.local.process.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a supervisor writes down at every change: enough to show the platform and to stop it without the supervisor.
 *
 * @param components in the order in which they were started
 */
public record PlatformState(
        int format,
        String root,
        ProcessIdentity supervisor,
        Instant startedAt,
        Phase phase,
        List<ComponentState> components) {

    public static final int FORMAT = 1;

    public PlatformState {
        components = List.copyOf(components);
    }

    public Optional<ComponentState> component(String name) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .findFirst();
    }
}
