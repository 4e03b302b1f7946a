package dev.assay.deploy.code;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What can be set for the Kafka clients of a service: {@code KAFKA_} and the name of a client's setting. */
final class KafkaClient {

    private KafkaClient() {}

    static Set<String> variables() {
        Set<String> variables = new TreeSet<>();
        ConsumerConfig.configNames().forEach(name -> variables.add(DeclaredKeys.variable("kafka." + name)));
        ProducerConfig.configNames().forEach(name -> variables.add(DeclaredKeys.variable("kafka." + name)));
        return variables;
    }
}
