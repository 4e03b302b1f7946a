package dev.assay.local.command;

import dev.assay.local.LocalProblem;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.state.ComponentState;
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

    /** Returns when the component runs in another process than {@code before} and is ready. */
    static void untilStartedAgain(StateFile file, ComponentState before) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            boolean again = file.read()
                    .flatMap(state -> state.component(before.name()))
                    .filter(now -> now.phase() == Phase.READY && !now.process().equals(before.process()))
                    .isPresent();
            if (again) {
                return;
            }
            pause();
        }
        throw new LocalProblem(before.name() + " does not start again: see ./assay logs " + before.name());
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
