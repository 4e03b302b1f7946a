package dev.assay.dataset.gate;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.CheckExecuted;
import dev.assay.contracts.event.CheckRequested;
import dev.assay.contracts.event.ExecutionOutcome;
import dev.assay.contracts.json.AssayJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The executors' side of the gate, over the real broker: takes checks of one content and answers them. */
final class Executors implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String version;
    private final KafkaConsumer<String, byte[]> checks;
    private final KafkaProducer<String, byte[]> answers;

    Executors(String bootstrapServers, String version) {
        this.version = version;
        this.checks = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.checks.subscribe(List.of(Topics.CHECK));
        this.answers = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    /** Waits for that many checks of the content. */
    List<CheckRequested> take(int count) {
        List<CheckRequested> taken = new ArrayList<>();
        Instant end = Instant.now().plus(LONGEST);
        while (taken.size() < count) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("only %d of %d checks came".formatted(taken.size(), count));
            }
            checks.poll(Duration.ofMillis(100)).forEach(record -> {
                CheckRequested check = AssayJson.read(record.value(), CheckRequested.class);
                if (check.problem().datasetVersion().equals(version)) {
                    taken.add(check);
                }
            });
        }
        return taken;
    }

    /** Answers a check; returns when the broker has the answer. */
    void answer(CheckRequested check, ExecutionOutcome outcome) {
        CheckExecuted event = new CheckExecuted(check.checkId(), check.problem(), check.candidate(), outcome);
        try {
            answers.send(new ProducerRecord<>(Topics.CHECKED, check.checkId().toString(), AssayJson.writeBytes(event)))
                    .get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        checks.close();
        answers.close();
    }
}
