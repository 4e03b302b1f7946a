package dev.assay.deploy.check;

import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.model.CloudNativePg;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Network policies: what the code calls is reached, only llm-worker reaches out, the executor little at all. */
final class NetworkCheck implements Check {

    private static final int KAFKA = 9092;
    private static final int POSTGRES = 5432;
    private static final String LLM_WORKER = "llm-worker";
    private static final String EXECUTOR = "executor-service";
    private static final String NAME = "app.kubernetes.io/name";

    private final List<ServiceCode> code;

    NetworkCheck(List<ServiceCode> code) {
        this.code = code;
    }

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        Policies policies = new Policies(resources.of(NetworkPolicy.class));
        if (!policies.denyByDefault()) {
            findings.add("no policy denies what no other allows");
        }
        for (ServiceCode service : code) {
            resources.workload(service.name()).ifPresent(workload -> {
                stores(service, workload, resources, policies, findings);
                calls(workload, resources, policies, findings);
                boolean out = policies.allowInternet(workload.labels());
                if (out != service.name().equals(LLM_WORKER)) {
                    findings.add(workload + (out ? " reaches" : " does not reach") + " the Internet");
                }
            });
        }
        resources.workload(EXECUTOR).ifPresent(executor -> onlyKafkaAndDataSets(executor, policies, findings));
        return findings;
    }

    private static void stores(
            ServiceCode service, Workload workload, Resources resources, Policies policies, List<String> findings) {
        if (service.usesKafka() && !reaches(workload, kafka(resources), KAFKA, policies)) {
            findings.add(workload + " does not reach Kafka");
        }
        boolean needed = service.schema().isPresent();
        boolean reached = reaches(workload, postgres(resources), POSTGRES, policies);
        if (needed != reached) {
            findings.add(workload + (needed ? " does not reach" : " reaches") + " PostgreSQL");
        }
    }

    /** Labels of the pods, or empty where the store is outside. */
    private static Optional<Map<String, String>> kafka(Resources resources) {
        return resources
                .workload("kafka")
                .map(Workload::labels)
                .or(() -> resources.of(Kafka.class).stream()
                        .findFirst()
                        .map(cluster -> Map.of(
                                "strimzi.io/cluster", cluster.getMetadata().getName())));
    }

    private static Optional<Map<String, String>> postgres(Resources resources) {
        return resources
                .workload("postgres")
                .map(Workload::labels)
                .or(() -> resources.of(CloudNativePg.Cluster.class).stream()
                        .findFirst()
                        .map(cluster ->
                                Map.of("cnpg.io/cluster", cluster.metadata().getName())));
    }

    private static boolean reaches(
            Workload workload, Optional<Map<String, String>> store, int port, Policies policies) {
        // Strimzi's operator makes the policy that lets clients in.
        return store.map(labels -> labels.containsKey("strimzi.io/cluster")
                        ? policies.egress(workload.labels())
                                .anyMatch(rule -> rule.getTo().stream().anyMatch(peer -> Policies.isPod(peer, labels)))
                        : policies.allow(workload.labels(), labels, port))
                .orElseGet(() -> policies.allowOut(workload.labels(), port));
    }

    private static void calls(Workload workload, Resources resources, Policies policies, List<String> findings) {
        for (Container container : workload.containers()) {
            for (EnvVar variable : container.getEnv()) {
                if (variable.getValue() == null || !variable.getValue().startsWith("http://")) {
                    continue;
                }
                URI address = URI.create(variable.getValue());
                boolean reached = resources
                        .workload(address.getHost())
                        .filter(called -> policies.allow(workload.labels(), called.labels(), address.getPort()))
                        .isPresent();
                if (!reached) {
                    findings.add(workload + " does not reach " + address);
                }
            }
        }
    }

    private static void onlyKafkaAndDataSets(Workload executor, Policies policies, List<String> findings) {
        policies.egress(executor.labels())
                .filter(rule -> rule.getPorts().stream()
                        .noneMatch(port -> port.getPort().getIntVal() == 53
                                || port.getPort().getIntVal() == KAFKA))
                .flatMap(rule -> rule.getTo().stream())
                .filter(peer -> !isDatasetService(peer))
                .forEach(peer -> findings.add(executor + " reaches " + peer));
    }

    private static boolean isDatasetService(NetworkPolicyPeer peer) {
        return Policies.isPod(peer, new TreeMap<>(Map.of(NAME, "dataset-service")));
    }
}
