package dev.assay.frame.loop;

import dev.assay.frame.drain.Drain;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A task on a virtual thread of its own that repeats until the drain: soon after it is {@linkplain #wake woken}, and at
 * least once per interval, so that a lost wake-up costs time and nothing else. A failing turn is logged and followed by
 * the next.
 */
public final class Loop {

    private static final Logger LOG = Logger.getLogger(Loop.class);

    /** One turn; returns whether there is more to do right away. */
    public interface Turn {
        boolean run() throws Exception;
    }

    private final String name;
    private final Duration interval;
    private final Drain drain;
    private final Turn turn;
    private final Semaphore wakeUps = new Semaphore(0);

    public Loop(String name, Duration interval, Drain drain, Turn turn) {
        this.name = name;
        this.interval = interval;
        this.drain = drain;
        this.turn = turn;
    }

    /** Starts the thread. */
    public void start() {
        Thread.ofVirtual().name(name).start(this::repeat);
    }

    /** Asks for a turn soon; cheap, from any thread. */
    public void wake() {
        wakeUps.release();
    }

    private void repeat() {
        while (!drain.isDraining()) {
            boolean more = takeTurn();
            if (!more && !rest()) {
                return;
            }
        }
    }

    private boolean takeTurn() {
        try (Drain.Work work = drain.begin()) {
            return turn.run();
        } catch (Exception e) {
            LOG.errorf(e, "%s failed; next turn in %d ms", name, interval.toMillis());
            return false;
        }
    }

    private boolean rest() {
        try {
            wakeUps.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS);
            wakeUps.drainPermits();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
