package dev.assay.model.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the server when the process that holds the other end of its standard input is gone; as in the services' frame. */
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
