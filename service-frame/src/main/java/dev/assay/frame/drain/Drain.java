package dev.assay.frame.drain;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The end of a service: it stops taking records, finishes what is in hand within {@code assay.drain.timeout}, then goes.
 * A channel takes part when it is configured with {@code pausable=true}.
 */
@ApplicationScoped
public class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final ChannelRegistry channels;
    private final Duration timeout;
    private final AtomicInteger inHand = new AtomicInteger();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Object changed = new Object();

    Drain(ChannelRegistry channels, @ConfigProperty(name = "assay.drain.timeout") Duration timeout) {
        this.channels = channels;
        this.timeout = timeout;
    }

    /** A piece of work that the drain waits for until it is closed. */
    public interface Work extends AutoCloseable {
        @Override
        void close();
    }

    /** Says that a piece of work begins. */
    public Work begin() {
        inHand.incrementAndGet();
        return () -> {
            inHand.decrementAndGet();
            synchronized (changed) {
                changed.notifyAll();
            }
        };
    }

    /** Whether the service is on its way out; no new work should be begun. */
    public boolean isDraining() {
        return started.getCount() == 0;
    }

    /** Waits that long, or until the drain starts; throws {@link DrainingException} in the second case. */
    public void pause(Duration duration) {
        try {
            if (started.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DrainingException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DrainingException();
        }
    }

    void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        started.countDown();
        for (String channel : channels.getIncomingNames()) {
            PausableChannel pausable = channels.getPausable(channel);
            if (pausable != null) {
                pausable.pause();
            }
        }
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (changed) {
            for (long left = timeout.toNanos(); inHand.get() > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(changed, left);
            }
        }
        if (inHand.get() > 0) {
            LOG.warnf(
                    "drain: %d pieces of work were not finished in %s; they will be done again", inHand.get(), timeout);
        }
    }
}
