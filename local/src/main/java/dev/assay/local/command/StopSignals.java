package dev.assay.local.command;

import java.util.List;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM as an orderly end. Not a shutdown hook: hooks run side by side, and the one of the embedded database
 * would stop it before the services have written down what they have.
 */
final class StopSignals {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    private StopSignals() {}

    /** Calls {@code stop} on a thread of its own, once. */
    static void handle(Runnable stop) {
        for (String signal : SIGNALS) {
            Signal.handle(
                    new Signal(signal),
                    received -> Thread.ofPlatform().name("stop").start(stop));
        }
    }
}
