package dev.assay.local.command;

import dev.assay.local.state.ComponentState;
import dev.assay.local.state.PlatformState;

/** Tells a person where to go. */
final class Addresses {

    private Addresses() {}

    static String summary(PlatformState state) {
        return of(state, "experiment-service", "REST and web", "")
                + of(state, "model-server", "; model", "/v1")
                + " (./assay status shows all, ./assay down stops it)";
    }

    private static String of(PlatformState state, String component, String label, String path) {
        return state.component(component)
                .map(ComponentState::address)
                .map(address -> label + " " + address + path)
                .orElse("");
    }
}
