package dev.assay.scorer.publish;

import dev.assay.contracts.Topics;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.EventPublisher;
import dev.assay.frame.loop.Loop;
import dev.assay.scorer.publish.Outbox.Letter;
import dev.assay.scorer.record.Attempt;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Says on {@code assay.finished} that attempts have ended: sends, awaits the broker, marks. What a crash left between
 * these steps is sent again at the next start, and by a look around every few seconds.
 */
@Singleton
public class FinishedPublisher {

    private static final Logger LOG = Logger.getLogger(FinishedPublisher.class);
    private static final int AT_ONCE = 500;

    private final EventPublisher publisher;
    private final Outbox outbox;
    private final Duration age;
    private final Loop again;

    FinishedPublisher(
            @Channel("finished") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    MutinyEmitter<byte[]> emitter,
            Outbox outbox,
            Drain drain,
            @ConfigProperty(name = "assay.publish.again.every") Duration every,
            @ConfigProperty(name = "assay.publish.again.after") Duration age) {
        this.publisher = new EventPublisher(emitter, Topics.FINISHED, "scorer-service");
        this.outbox = outbox;
        this.age = age;
        this.again = new Loop("publish-again", every, drain, this::publishLeftOver);
    }

    void start(@Observes StartupEvent event) {
        again.start();
    }

    /** Sends the ends of attempts that are committed; returns when they are marked. */
    public void publish(List<Attempt> finished) {
        send(finished.stream().map(Letter::of).toList());
    }

    private boolean publishLeftOver() {
        List<Letter> letters = outbox.olderThan(age, AT_ONCE);
        send(letters);
        if (!letters.isEmpty()) {
            LOG.infof("published again: %d attempts that had ended more than %s before", letters.size(), age);
        }
        return letters.size() == AT_ONCE;
    }

    private void send(List<Letter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        publisher.publish(letters.stream()
                .map(letter -> new EventPublisher.Keyed(letter.event().attempt().trialId(), letter.event()))
                .toList());
        outbox.markPublished(letters);
    }
}
