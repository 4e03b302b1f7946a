package dev.assay.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Sends signals to processes that may not be our children, and waits for their end. */
public final class Signals {

    private static final Duration POLL = Duration.ofMillis(50);

    private Signals() {}

    /** Asks the process to end; what is gone already is no error. */
    public static void terminate(ProcessIdentity process) {
        send("TERM", process);
    }

    /** As Ctrl-C; PostgreSQL takes it for a fast shutdown. */
    public static void interrupt(ProcessIdentity process) {
        send("INT", process);
    }

    public static void kill(ProcessIdentity process) {
        send("KILL", process);
    }

    /** Waits until all of {@code processes} are gone; false when {@code patience} ran out first. */
    public static boolean awaitEnd(Collection<ProcessIdentity> processes, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessIdentity::isAlive)) {
            if (System.nanoTime() > end) {
                return false;
            }
            sleep();
        }
        return true;
    }

    private static void send(String signal, ProcessIdentity process) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("no signal can be sent: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for processes to end", e);
        }
    }
}
