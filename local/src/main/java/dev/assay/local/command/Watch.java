package dev.assay.local.command;

import dev.assay.local.LocalProblem;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.state.Phase;
import dev.assay.local.state.PlatformState;
import dev.assay.local.state.StateFile;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks again and again at the state of a platform that another process supervises. */
final class Watch {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Watch() {}

    /** The state when it is ready, or empty when its supervisor is gone; the last one when neither happens. */
    static Optional<PlatformState> untilSettled(StateFile file, ProcessIdentity supervisor) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (supervisor.isAlive() && System.nanoTime() < end) {
            Optional<PlatformState> state = file.read();
            if (state.filter(found -> found.phase() == Phase.READY).isPresent()) {
                return state;
            }
            pause();
        }
        return supervisor.isAlive() ? file.read() : Optional.empty();
    }

    static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalProblem("interrupted", e);
        }
    }
}
