package dev.assay.frame.event;

import dev.assay.contracts.Topics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The broker as seen from outside the service. */
@Singleton
class Kafka {

    /** Long enough that records sent together travel as one, and are taken as one batch. */
    private static final int LINGER_MS = 1000;

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> received = new ArrayList<>();

    Kafka(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        admin = Admin.create(Map.of("bootstrap.servers", servers));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", LINGER_MS, "batch.size", 1 << 20),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "looker-on", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.deadLetters(Topics.CHECK), Topics.CHECKED));
    }

    void stop(@Observes ShutdownEvent event) {
        admin.close();
        producer.close();
        consumer.close();
    }

    /** Sends payloads of one key together. */
    void send(String key, List<byte[]> payloads) {
        for (byte[] payload : payloads) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.CHECK, key, payload);
            record.headers().add("origin", "the test".getBytes());
            producer.send(record);
        }
        producer.flush();
    }

    /** What came so far with a key on the topics that are watched: the dead letters and what is published. */
    synchronized List<ConsumerRecord<String, byte[]>> received(String key) {
        consumer.poll(Duration.ofMillis(100)).forEach(received::add);
        return received.stream().filter(record -> key.equals(record.key())).toList();
    }

    /** Records of the topic that a group has not acknowledged yet. */
    long unacknowledged(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> acknowledged = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long left = 0;
            for (var end : admin.listOffsets(latest()).all().get().entrySet()) {
                OffsetAndMetadata place = acknowledged.get(end.getKey());
                left += end.getValue().offset() - (place == null ? 0 : place.offset());
            }
            return left;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<TopicPartition, OffsetSpec> latest() {
        int partitions = Topics.all().stream()
                .filter(topic -> topic.name().equals(Topics.CHECK))
                .mapToInt(Topics.Topic::partitions)
                .sum();
        return IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        number -> new TopicPartition(Topics.CHECK, number), number -> OffsetSpec.latest()));
    }
}
