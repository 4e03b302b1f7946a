package dev.assay.deploy.check;

import dev.assay.contracts.Topics;
import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.model.Keda;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Topics and the rights to them: those of the code, no more and no fewer; scalers look at topics and groups that exist. */
final class TopicCheck implements Check {

    private final List<ServiceCode> code;

    TopicCheck(List<ServiceCode> code) {
        this.code = code;
    }

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        resources.of(ConfigMap.class).stream()
                .filter(map -> map.getData().containsKey("topics.txt"))
                .forEach(map -> {
                    compare("topics.txt", topics(), lines(map, "topics.txt"), findings);
                    compare("acls.txt", rights(), lines(map, "acls.txt"), findings);
                });
        List<KafkaTopic> strimzi = resources.of(KafkaTopic.class);
        if (!strimzi.isEmpty()) {
            compare(
                    "KafkaTopic",
                    topics(),
                    strimzi.stream()
                            .map(topic -> topic.getMetadata().getName() + " "
                                    + topic.getSpec().getPartitions())
                            .collect(Collectors.toCollection(TreeSet::new)),
                    findings);
            compare("KafkaUser", rights(), strimziRights(resources.of(KafkaUser.class)), findings);
        }
        resources.scaledObjects().forEach(scaler -> triggers(scaler, findings));
        return findings;
    }

    private static Set<String> topics() {
        return Topics.all().stream()
                .map(topic -> topic.name() + " " + topic.partitions())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code principal resource name operations}, as the services' channels need them. */
    private Set<String> rights() {
        Map<String, Set<String>> operations = new TreeMap<>();
        for (ServiceCode service : code) {
            for (String topic : service.consumed()) {
                allow(operations, service.name() + " topic " + topic, "Describe", "Read");
                allow(operations, service.name() + " topic " + Topics.deadLetters(topic), "Describe", "Write");
            }
            service.produced()
                    .forEach(topic -> allow(operations, service.name() + " topic " + topic, "Describe", "Write"));
            service.groups().forEach(group -> allow(operations, service.name() + " group " + group, "Read"));
        }
        return joined(operations);
    }

    private static Set<String> strimziRights(List<KafkaUser> users) {
        Map<String, Set<String>> operations = new TreeMap<>();
        for (KafkaUser user : users) {
            for (AclRule rule : ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls()) {
                String resource = switch (rule.getResource()) {
                    case AclRuleTopicResource topic -> "topic " + topic.getName();
                    case AclRuleGroupResource group -> "group " + group.getName();
                    default -> rule.getResource().getType();
                };
                rule.getOperations()
                        .forEach(operation ->
                                allow(operations, user.getMetadata().getName() + " " + resource, operation.toValue()));
            }
        }
        return joined(operations);
    }

    private static void allow(Map<String, Set<String>> operations, String to, String... allowed) {
        operations.computeIfAbsent(to, any -> new TreeSet<>()).addAll(List.of(allowed));
    }

    private static Set<String> joined(Map<String, Set<String>> operations) {
        return operations.entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.join(",", entry.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> lines(ConfigMap map, String file) {
        return map.getData()
                .get(file)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void compare(String where, Set<String> ofTheCode, Set<String> found, List<String> findings) {
        ofTheCode.stream()
                .filter(line -> !found.contains(line))
                .forEach(line -> findings.add(where + " lacks " + line));
        found.stream()
                .filter(line -> !ofTheCode.contains(line))
                .forEach(line -> findings.add(where + " has, and the code has not: " + line));
    }

    private void triggers(Keda.ScaledObject scaler, List<String> findings) {
        for (Keda.Trigger trigger : scaler.spec().triggers()) {
            if (!trigger.type().equals("kafka")) {
                continue;
            }
            String topic = trigger.metadata().get("topic");
            String group = trigger.metadata().get("consumerGroup");
            boolean there = code.stream()
                    .filter(service ->
                            service.name().equals(scaler.spec().scaleTargetRef().name()))
                    .anyMatch(service -> service.consumed().contains(topic)
                            && service.groups().contains(group));
            if (!there) {
                findings.add("ScaledObject " + scaler.metadata().getName() + ": it does not read " + topic
                        + " in the group " + group);
            }
        }
    }
}
