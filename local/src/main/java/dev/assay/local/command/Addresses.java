package dev.assay.local.command;

import dev.assay.local.state.ComponentState;
import dev.assay.local.state.PlatformState;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a person where to go. */
final class Addresses {

    private Addresses() {}

    /** Lines that fit a narrow terminal. */
    static String summary(PlatformState state) {
        return Stream.of(
                        of(state, "experiment-service", "REST   ", "/api/v1"),
                        of(state, "model-server", "model  ", "/v1"),
                        Optional.of("./assay status shows all parts, ./assay down stops them"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n  ", "\n  ", ""));
    }

    private static Optional<String> of(PlatformState state, String component, String label, String path) {
        return state.component(component).map(ComponentState::address).map(address -> label + address + path);
    }
}
