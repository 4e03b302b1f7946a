package dev.assay.local.component;

import dev.assay.local.process.ProcessIdentity;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A part of the platform that runs in a process of its own and can be started again after it died. */
public interface Component {

    String name();

    /** Where it answers: a URL or host:port. */
    String address();

    /** Starts its process and returns as soon as there is one. */
    Running start() throws IOException;

    /** Whether the process just started does its work; asked again and again until it is so. */
    boolean isReady();

    /** What it says about why it is not ready, to be put behind a message; empty where it says nothing. */
    default String complaint() {
        return "";
    }

    /** Asks a running process of this component to end, in the way it understands. */
    void askToStop(ProcessIdentity process);

    /**
     * A started process.
     *
     * @param end completes when the process has ended, however it did
     */
    record Running(ProcessIdentity identity, CompletableFuture<?> end) {

        /** Whether it ended for want of memory, as far as that can be told, to be put behind a message. */
        public String wantOfMemory() {
            return end.getNow(null) instanceof Process process ? WantOfMemory.explain(process.exitValue()) : "";
        }
    }
}
