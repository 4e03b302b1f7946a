package dev.assay.local.command;

import dev.assay.local.state.ComponentState;
import dev.assay.local.state.PlatformState;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a person where to go. */
final class Addresses {

    private Addresses() {}

    static String summary(PlatformState state) {
        String addresses = Stream.of(
                        of(state, "experiment-service", "REST ", "/api/v1"), of(state, "model-server", "model ", "/v1"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return addresses + " (./assay status shows all parts, ./assay down stops them)";
    }

    private static Optional<String> of(PlatformState state, String component, String label, String path) {
        return state.component(component).map(ComponentState::address).map(address -> label + address + path);
    }
}
