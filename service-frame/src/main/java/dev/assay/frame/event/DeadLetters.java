package dev.assay.frame.event;

import dev.assay.contracts.Topics;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Where records go that can never be handled: {@code <topic>.dlq}, unchanged, with the reason in headers. The reason is
 * cut short, so that a record near the size limit still fits.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final int MAX_REASON_LENGTH = 500;

    private final MutinyEmitter<byte[]> emitter;

    DeadLetters(
            @Channel("dead-letters") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    MutinyEmitter<byte[]> emitter) {
        this.emitter = emitter;
    }

    /** Puts a record there; returns when the broker has it. */
    public void bury(KafkaRecord<String, byte[]> record, Throwable reason) {
        LOG.errorf(
                reason,
                "dead letter from %s, partition %d, key %s",
                record.getTopic(),
                record.getPartition(),
                record.getKey());
        RecordHeaders headers = new RecordHeaders(record.getHeaders());
        headers.add("dead-letter-topic", bytes(record.getTopic()));
        headers.add("dead-letter-partition", bytes(Integer.toString(record.getPartition())));
        headers.add("dead-letter-reason", bytes(brief(reason)));
        OutgoingKafkaRecordMetadata<String> address = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(Topics.deadLetters(record.getTopic()))
                .withKey(record.getKey())
                .withHeaders(headers)
                .build();
        byte[] payload = record.getPayload() == null ? new byte[0] : record.getPayload();
        emitter.sendMessage(Message.of(payload, Metadata.of(address))).await().indefinitely();
    }

    /** A failure in one line for logs and headers; messages of database failures can hold whole documents. */
    static String brief(Throwable failure) {
        String text = String.valueOf(failure);
        return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH) + "…";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
