package dev.assay.scorer.testing;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.AttemptExecuted;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.json.AssayJson;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The other services' end of the topics: sends what the scorer takes, reads what it publishes. */
@Singleton
public class Broker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<AttemptFinished> finished = new ArrayList<>();

    Broker(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.request.size", Topics.MAX_RECORD_BYTES),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "test", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.FINISHED));
    }

    void stop(@Observes ShutdownEvent event) {
        producer.close();
        consumer.close();
    }

    public void send(AttemptGenerated event) {
        send(Topics.GENERATED, event.attempt().trialId(), event);
    }

    public void send(AttemptExecuted event) {
        send(Topics.EXECUTED, event.attempt().trialId(), event);
    }

    private void send(String topic, UUID key, Object event) {
        producer.send(new ProducerRecord<>(topic, key.toString(), AssayJson.writeBytes(event)));
    }

    /** Waits until that many ends of an attempt were published, and returns them in order. */
    public List<AttemptFinished> awaitFinished(UUID attemptId, int count) {
        return Awaitility.await().atMost(PATIENCE).until(() -> finished(attemptId), ends -> ends.size() >= count);
    }

    /** Waits until every one of the attempts ended, and returns all their ends. */
    public List<AttemptFinished> awaitAllFinished(Set<UUID> attemptIds) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> finished().stream()
                                .filter(end -> attemptIds.contains(end.attempt().attemptId()))
                                .toList(),
                        ends -> ends.stream()
                                        .map(end -> end.attempt().attemptId())
                                        .distinct()
                                        .count()
                                == attemptIds.size());
    }

    /** The ends of an attempt that were published so far. */
    public List<AttemptFinished> finished(UUID attemptId) {
        return finished().stream()
                .filter(end -> end.attempt().attemptId().equals(attemptId))
                .toList();
    }

    private synchronized List<AttemptFinished> finished() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            finished.add(AssayJson.read(record.value(), AttemptFinished.class));
        }
        return List.copyOf(finished);
    }
}
