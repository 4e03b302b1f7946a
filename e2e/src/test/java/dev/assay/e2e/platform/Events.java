package dev.assay.e2e.platform;

import dev.assay.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The topics, read and written from outside. */
public final class Events {

    /** The topics that an attempt goes through. */
    public static final List<String> WAY = List.of(Topics.GENERATE, Topics.GENERATED, Topics.EXECUTED, Topics.FINISHED);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final String bootstrapServers;

    Events(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Everything that stands in a topic. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, List.of(topic));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    /** Sends records again, with their headers, in the given order; returns when the broker has them. */
    public void publishAgain(Collection<ConsumerRecord<String, byte[]>> records) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            records.forEach(record -> producer.send(
                    new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers())));
            producer.flush();
        }
    }

    /** Returns when every service has read everything and nothing new has come for a while. */
    public void awaitQuiet(Duration patience) {
        try (Admin admin = Admin.create(settings())) {
            Awaitility.await("all events consumed")
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(500))
                    .during(QUIET)
                    .ignoreExceptions()
                    .until(() -> isQuiet(admin));
        }
    }

    private Map<TopicPartition, Long> lastEnds = Map.of();

    private synchronized boolean isQuiet(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = ends(admin);
        boolean still = ends.equals(lastEnds);
        lastEnds = ends;
        return still && lag(admin, ends) == 0;
    }

    private static Map<TopicPartition, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(WAY)
                .allTopicNames()
                .get()
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> wanted.put(
                                new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        return admin.listOffsets(wanted).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static long lag(Admin admin, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        long lag = 0;
        for (var group : admin.listGroups().all().get()) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (var entry : committed.entrySet()) {
                long end = ends.getOrDefault(entry.getKey(), 0L);
                lag += entry.getValue() == null
                        ? end
                        : Math.max(0, end - entry.getValue().offset());
            }
        }
        return lag;
    }

    KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = settings();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = settings();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, List<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private Map<String, Object> settings() {
        return new HashMap<>(Map.of("bootstrap.servers", bootstrapServers));
    }
}
