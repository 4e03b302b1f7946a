package dev.assay.executor.event;

import dev.assay.contracts.json.AssayJson;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.drain.DrainingException;
import dev.assay.frame.event.DeadLetters;
import dev.assay.frame.event.Transience;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes records one for each slot: asks for the next one when one is done, so that what waits, waits in Kafka.
 *
 * <p>A record that cannot be decoded goes to the dead letters. A failure that passes is waited out; a record whose
 * handling was cut short by the drain is not acknowledged and comes again.
 */
final class SlotSubscriber<E> implements Flow.Subscriber<Message<byte[]>> {

    private static final Logger LOG = Logger.getLogger(SlotSubscriber.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Class<E> type;
    private final int atOnce;
    private final DeadLetters deadLetters;
    private final Drain drain;
    private final Consumer<E> handler;

    /** Platform threads: they wait on pipes of processes, which would hold on to the carrier of a virtual one. */
    private final ExecutorService threads;

    private Flow.Subscription subscription;

    SlotSubscriber(Class<E> type, int atOnce, DeadLetters deadLetters, Drain drain, Consumer<E> handler) {
        this.type = type;
        this.atOnce = atOnce;
        this.deadLetters = deadLetters;
        this.drain = drain;
        this.handler = handler;
        this.threads = Executors.newFixedThreadPool(
                atOnce,
                Thread.ofPlatform()
                        .daemon()
                        .name("execute-" + type.getSimpleName() + "-", 0)
                        .factory());
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(atOnce);
    }

    @Override
    public void onNext(Message<byte[]> message) {
        threads.execute(() -> {
            try {
                take((KafkaRecord<String, byte[]>) message);
            } finally {
                subscription.request(1);
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        LOG.error("the channel broke; restart the service", failure);
    }

    @Override
    public void onComplete() {
        threads.shutdown();
    }

    private void take(KafkaRecord<String, byte[]> record) {
        try (Drain.Work work = drain.begin()) {
            untilItPasses(() -> handle(record));
            record.ack();
        } catch (DrainingException goingDown) {
            LOG.debugf("left for another time: %s", record.getKey());
        } catch (RuntimeException poisoned) {
            untilItPasses(() -> deadLetters.bury(record, poisoned));
            record.ack();
        }
    }

    private void handle(KafkaRecord<String, byte[]> record) {
        E event;
        try {
            event = AssayJson.read(record.getPayload(), type);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            deadLetters.bury(record, e);
            return;
        }
        handler.accept(event);
    }

    private void untilItPasses(Runnable step) {
        while (true) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                if (!Transience.isPassing(e)) {
                    throw e;
                }
                LOG.warnf("%s: trying again in %s: %s", type.getSimpleName(), PAUSE, e);
                drain.pause(PAUSE);
            }
        }
    }
}
