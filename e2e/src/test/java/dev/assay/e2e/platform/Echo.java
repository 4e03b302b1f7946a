package dev.assay.e2e.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Delivers every event of the way a second time while a run goes on, late and out of order. */
public final class Echo implements AutoCloseable {

    private static final String MARK = "e2e-echo";
    private static final Duration POLL = Duration.ofMillis(300);
    private static final int HELD = 20;

    private final Random random = new Random(1);
    private final AtomicLong delivered = new AtomicLong();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean stopping;

    /** Begins with the events that come from now on. */
    public Echo(Events events) {
        KafkaConsumer<String, byte[]> consumer = events.consumer();
        List<TopicPartition> partitions = Events.partitions(consumer, Events.WAY);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Thread.ofVirtual().name("echo").start(() -> {
            try {
                run(consumer, events.producer());
                end.complete(null);
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
    }

    /** Events delivered once more. */
    public long delivered() {
        return delivered.get();
    }

    private void run(KafkaConsumer<String, byte[]> consumer, KafkaProducer<String, byte[]> producer) {
        try (consumer;
                producer) {
            List<ConsumerRecord<String, byte[]>> held = new ArrayList<>();
            while (!stopping) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.headers().lastHeader(MARK) == null) {
                        held.add(record);
                    }
                }
                send(producer, held, HELD);
            }
            send(producer, held, 0);
            producer.flush();
        }
    }

    /** Sends a random choice until only {@code keep} are left for later. */
    private void send(KafkaProducer<String, byte[]> producer, List<ConsumerRecord<String, byte[]>> held, int keep) {
        Collections.shuffle(held, random);
        while (held.size() > keep) {
            ConsumerRecord<String, byte[]> record = held.removeLast();
            ProducerRecord<String, byte[]> again =
                    new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers());
            again.headers().add(MARK, "1".getBytes(StandardCharsets.UTF_8));
            producer.send(again);
            delivered.incrementAndGet();
        }
    }

    /** Delivers what is held back, and ends; throws what went wrong. */
    @Override
    public void close() {
        stopping = true;
        end.join();
    }
}
