package dev.assay.frame.parent;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends the service when the process that started it is gone, however it went: the local platform holds the other end of
 * standard input. On where {@code assay.parent.watch} is true.
 */
@ApplicationScoped
class ParentWatch {

    private final boolean on;

    ParentWatch(@ConfigProperty(name = "assay.parent.watch", defaultValue = "false") boolean on) {
        this.on = on;
    }

    void start(@Observes StartupEvent event) {
        if (on) {
            Thread.ofPlatform().daemon().name("parent-watch").start(ParentWatch::untilTheEnd);
        }
    }

    private static void untilTheEnd() {
        try {
            while (System.in.read() >= 0) {
                // What is written to us means nothing; that the stream is open does.
            }
        } catch (IOException e) {
            // A broken stream is an ended one.
        }
        Quarkus.asyncExit();
    }
}
