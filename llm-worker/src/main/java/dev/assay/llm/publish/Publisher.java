package dev.assay.llm.publish;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.EventPublisher;
import dev.assay.frame.event.EventPublisher.Keyed;
import dev.assay.frame.event.Transience;
import dev.assay.frame.loop.Loop;
import dev.assay.llm.WorkerConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Sends what came of calls to {@code assay.generated}: take from the outbox, send, await the broker, mark. What a worker
 * took and did not mark, another one takes after a while, so an event can go out twice and is never lost.
 */
@ApplicationScoped
public class Publisher {

    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final int BUFFER = 256;

    private final Outbox outbox;
    private final EventPublisher events;
    private final Drain drain;
    private final Loop loop;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Publisher(
            Outbox outbox,
            @Channel("generated") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    MutinyEmitter<byte[]> emitter,
            Drain drain,
            WorkerConfig config) {
        this.outbox = outbox;
        this.events = new EventPublisher(emitter, Topics.GENERATED, "llm-worker");
        this.drain = drain;
        this.loop = new Loop("publish", config.publishInterval(), drain, this::publishNext);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** Says that there is something to send. While the service drains, the loop has ended and the caller sends. */
    public void wake() {
        loop.wake();
        if (drain.isDraining()) {
            publishAll();
        }
    }

    private void publishAll() {
        while (publishNext()) {
            LOG.debug("publishing what is left");
        }
    }

    private boolean publishNext() {
        oneAtATime.lock();
        try {
            List<AttemptGenerated> next = outbox.take();
            if (next.isEmpty()) {
                return false;
            }
            send(next);
            return true;
        } finally {
            oneAtATime.unlock();
        }
    }

    private void send(List<AttemptGenerated> next) {
        try {
            events.publish(next.stream().map(Publisher::keyed).toList());
            outbox.published(next);
        } catch (RuntimeException e) {
            if (Transience.isPassing(e) || next.size() == 1) {
                throw e;
            }
            LOG.warnf(e, "%d events were refused together; sending them one by one", next.size());
            next.forEach(event -> sendAlone(List.of(event)));
        }
    }

    private void sendAlone(List<AttemptGenerated> event) {
        try {
            send(event);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e, "attempt %s is not published", event.getFirst().attempt().attemptId());
        }
    }

    private static Keyed keyed(AttemptGenerated event) {
        return new Keyed(event.attempt().trialId(), event);
    }
}
