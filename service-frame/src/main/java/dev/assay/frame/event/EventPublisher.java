package dev.assay.frame.event;

import dev.assay.contracts.json.AssayJson;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * Sends events of one type over one channel and returns when the broker has them.
 *
 * <p>Records carry CloudEvents headers in binary mode and the W3C trace context of their {@linkplain EventTrace trial}.
 * The emitter's injection point needs {@code @OnOverflow(value = BUFFER, bufferSize = 256)} or more.
 */
public final class EventPublisher {

    /** Sent without waiting in between; below the emitter's buffer. */
    private static final int AT_ONCE = 128;

    private final MutinyEmitter<byte[]> emitter;
    private final String type;
    private final URI source;

    /**
     * @param type CloudEvents type: the topic's name
     * @param service CloudEvents source
     */
    public EventPublisher(MutinyEmitter<byte[]> emitter, String type, String service) {
        this.emitter = emitter;
        this.type = type;
        this.source = URI.create("/" + service);
    }

    /** An event and the id that orders it: its trial, or its check. */
    public record Keyed(UUID key, Object event) {}

    /** Sends one event; a failure to reach the broker is a runtime exception and the event may or may not be there. */
    public void publish(UUID key, Object event) {
        publish(List.of(new Keyed(key, event)));
    }

    /** Sends events in order; returns when the broker has acknowledged every one. */
    public void publish(List<Keyed> events) {
        for (int from = 0; from < events.size(); from += AT_ONCE) {
            List<Uni<Void>> sends = new ArrayList<>();
            for (Keyed keyed : events.subList(from, Math.min(events.size(), from + AT_ONCE))) {
                sends.add(emitter.sendMessage(message(keyed)));
            }
            Uni.join().all(sends).andCollectFailures().await().indefinitely();
        }
    }

    private Message<byte[]> message(Keyed keyed) {
        return Message.of(
                AssayJson.writeBytes(keyed.event()),
                Metadata.of(
                        OutgoingKafkaRecordMetadata.<String>builder()
                                .withKey(keyed.key().toString())
                                .build(),
                        OutgoingCloudEventMetadata.builder()
                                .withId(UUID.randomUUID().toString())
                                .withType(type)
                                .withSource(source)
                                .withTimestamp(ZonedDateTime.now())
                                .withDataContentType("application/json")
                                .build(),
                        TracingMetadata.withCurrent(EventTrace.of(keyed.key()))));
    }
}
