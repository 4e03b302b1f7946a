package dev.assay.frame.event;

import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** A service's publisher as the frame wants it. */
@Singleton
class PublishedEvents {

    private final EventPublisher publisher;

    PublishedEvents(
            @Channel("published") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 256)
                    MutinyEmitter<byte[]> emitter) {
        publisher = new EventPublisher(emitter, "assay.checked", "frame-test");
    }

    EventPublisher publisher() {
        return publisher;
    }
}
