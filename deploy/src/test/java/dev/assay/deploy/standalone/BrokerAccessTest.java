package dev.assay.deploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.Topics;
import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.render.DeployFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The standalone overlay's broker, started here with its settings, users and rights: who may do what. */
class BrokerAccessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Deployed deployed;
    private static Broker broker;

    @BeforeAll
    static void start() throws IOException {
        DeployFolder deploy = DeployFolder.copy("broker");
        deployed = new Deployed(deploy.overlay("standalone"));
        broker = Broker.start(deploy.path("overlays/standalone"), deploy.path("kafka"));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    static List<ServiceCode> onKafka() {
        return ServiceCode.all(DeployFolder.root()).stream()
                .filter(ServiceCode::usesKafka)
                .toList();
    }

    private static KafkaProducer<String, String> producer(String service) {
        return new KafkaProducer<>(
                broker.client(deployed.environment(service).get("KAFKA_SASL_JAAS_CONFIG")),
                new StringSerializer(),
                new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(String service, String group) {
        Map<String, Object> settings =
                new HashMap<>(broker.client(deployed.environment(service).get("KAFKA_SASL_JAAS_CONFIG")));
        settings.putAll(Map.of("group.id", group, "group.protocol", "consumer", "auto.offset.reset", "earliest"));
        settings.remove("max.request.size");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    private static void poll(KafkaConsumer<String, String> consumer, Set<String> topics) {
        consumer.subscribe(topics);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.assignment().isEmpty() && System.nanoTime() < end) {
            consumer.poll(Duration.ofMillis(200));
        }
    }

    @ParameterizedTest
    @MethodSource("onKafka")
    void a_service_may_read_and_write_what_its_channels_are_bound_to(ServiceCode service)
            throws ExecutionException, InterruptedException {
        for (String group : service.groups()) {
            try (KafkaConsumer<String, String> consumer = consumer(service.name(), group)) {
                poll(consumer, service.consumed());

                assertThat(consumer.assignment()).isNotEmpty();
            }
        }
        try (KafkaProducer<String, String> producer = producer(service.name())) {
            for (String topic : service.produced()) {
                assertThat(producer.send(new ProducerRecord<>(topic, 0, null, ""))
                                .get()
                                .topic())
                        .isEqualTo(topic);
            }
            for (String topic : service.consumed()) {
                producer.send(new ProducerRecord<>(Topics.deadLetters(topic), "", ""))
                        .get();
            }
        }
    }

    @Test
    void a_service_may_not_write_what_is_another_s_to_say() {
        try (KafkaProducer<String, String> producer = producer("llm-worker")) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("assay.finished", "", ""))
                            .get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void a_service_may_not_read_what_is_not_sent_to_it() {
        try (KafkaConsumer<String, String> consumer = consumer("executor-service", "executor-service")) {
            assertThatThrownBy(() -> poll(consumer, Set.of("assay.finished")))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void a_service_may_not_take_records_from_another_s_group() {
        try (KafkaConsumer<String, String> consumer = consumer("executor-service", "scorer-service.generated")) {
            assertThatThrownBy(() -> poll(consumer, Set.of("assay.generated")))
                    .isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @Test
    void nobody_comes_in_with_a_wrong_password() {
        String login = deployed.environment("llm-worker")
                .get("KAFKA_SASL_JAAS_CONFIG")
                .replaceFirst("password=\"[0-9a-f]*\"", "password=\"guess\"");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(broker.client(login), new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("assay.generated", "", ""))
                            .get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }
}
