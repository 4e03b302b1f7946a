package dev.assay.llm.testing;

import static org.awaitility.Awaitility.await;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.json.AssayJson;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The other services as the worker meets them: it sends what they send, and hears what the worker says. */
@Singleton
public class Broker {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, byte[]> producer;
    private final List<ConsumerRecord<String, byte[]>> heard = new CopyOnWriteArrayList<>();

    Broker(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest",
                        "max.partition.fetch.bytes",
                        Topics.MAX_RECORD_BYTES),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.GENERATED, Topics.deadLetters(Topics.GENERATE)));
        Thread.ofPlatform().daemon().name("test-broker").start(() -> {
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(heard::add);
            }
        });
    }

    /** Sends requests, in this order, each under its trial. */
    public void send(GenerateAttempt... requests) {
        for (GenerateAttempt request : requests) {
            send(request.attempt().trialId().toString(), AssayJson.writeBytes(request));
        }
    }

    public void send(String key, byte[] payload) {
        producer.send(new ProducerRecord<>(Topics.GENERATE, key, payload));
        producer.flush();
    }

    /** What the worker said about an attempt so far, in order. */
    public List<AttemptGenerated> heard(UUID attemptId) {
        return heard.stream()
                .filter(record -> record.topic().equals(Topics.GENERATED))
                .map(record -> AssayJson.read(record.value(), AttemptGenerated.class))
                .filter(event -> event.attempt().attemptId().equals(attemptId))
                .toList();
    }

    /** Waits until the worker said something about an attempt, and gives the first of it. */
    public AttemptGenerated awaitFirst(UUID attemptId) {
        return awaitDispatch(attemptId, 1);
    }

    /** Waits for what the worker says about a dispatch of an attempt. */
    public AttemptGenerated awaitDispatch(UUID attemptId, int dispatchNumber) {
        return await().atMost(PATIENCE)
                .until(
                        () -> heard(attemptId).stream()
                                .filter(event -> event.attempt().dispatchNumber() == dispatchNumber)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** The records that went to the dead letters, as text. */
    public List<String> deadLetters() {
        return heard.stream()
                .filter(record -> record.topic().equals(Topics.deadLetters(Topics.GENERATE)))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Everything the worker published, as text. */
    public List<ConsumerRecord<String, byte[]>> records() {
        return List.copyOf(heard);
    }
}
