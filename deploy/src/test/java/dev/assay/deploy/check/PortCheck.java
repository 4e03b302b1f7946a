package dev.assay.deploy.check;

import dev.assay.deploy.code.ServiceCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Ports: those of the code, through Services that exist, under names that fit, each with its protocol. */
final class PortCheck implements Check {

    private final List<ServiceCode> code;

    PortCheck(List<ServiceCode> code) {
        this.code = code;
    }

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        for (ServiceCode service : code) {
            resources.workload(service.name()).ifPresent(workload -> ofTheCode(service, workload, resources, findings));
        }
        for (Service service : resources.of(Service.class)) {
            throughTo(service, resources, findings);
        }
        addresses(resources, findings);
        protocols(resources, findings);
        return findings;
    }

    private static void ofTheCode(ServiceCode service, Workload workload, Resources resources, List<String> findings) {
        boolean listens = ports(workload).anyMatch(port -> port.getContainerPort() == service.port());
        if (!listens) {
            findings.add(workload + ": no container has port " + service.port() + ", where the code listens");
        }
        Optional<Service> front = resources.find(Service.class, service.name());
        if (front.isEmpty()) {
            findings.add("there is no Service " + service.name());
        } else if (front.get().getSpec().getPorts().stream().noneMatch(port -> port.getPort() == service.port())) {
            findings.add("Service " + service.name() + ": its port is not " + service.port());
        }
    }

    private static void throughTo(Service service, Resources resources, List<String> findings) {
        String name = "Service " + service.getMetadata().getName();
        List<Workload> behind = resources.workloads().stream()
                .filter(workload -> workload.labels()
                        .entrySet()
                        .containsAll(service.getSpec().getSelector().entrySet()))
                .toList();
        if (behind.size() != 1) {
            findings.add(name + " selects the pods of " + behind);
            return;
        }
        for (ServicePort port : service.getSpec().getPorts()) {
            boolean there = ports(behind.getFirst())
                    .anyMatch(each -> each.getName().equals(port.getTargetPort().getStrVal())
                            && Objects.equals(each.getContainerPort(), port.getPort()));
            if (!there) {
                findings.add(name + ", port " + port.getPort() + ": " + behind.getFirst() + " has no such port named "
                        + port.getTargetPort().getStrVal());
            }
        }
    }

    /** Addresses in the environment, of the form {@code http://SERVICE:PORT}. */
    private static void addresses(Resources resources, List<String> findings) {
        for (Workload workload : resources.workloads()) {
            for (Container container : workload.containers()) {
                container.getEnv().stream()
                        .filter(variable -> variable.getValue() != null
                                && variable.getValue().startsWith("http://"))
                        .forEach(variable -> {
                            URI address = URI.create(variable.getValue());
                            boolean there = resources
                                    .find(Service.class, address.getHost())
                                    .filter(service -> service.getSpec().getPorts().stream()
                                            .anyMatch(port -> port.getPort() == address.getPort()))
                                    .isPresent();
                            if (!there) {
                                findings.add(workload.at(container) + ", " + variable.getName() + ": no Service is at "
                                        + address);
                            }
                        });
            }
        }
    }

    private static void protocols(Resources resources, List<String> findings) {
        for (Workload workload : resources.workloads()) {
            ports(workload)
                    .filter(port -> port.getProtocol() == null)
                    .forEach(port ->
                            findings.add(workload + ", port " + port.getContainerPort() + ": the protocol is missing"));
        }
        for (Service service : resources.of(Service.class)) {
            service.getSpec().getPorts().stream()
                    .filter(port -> port.getProtocol() == null)
                    .forEach(port -> findings.add("Service "
                            + service.getMetadata().getName() + ", port " + port.getPort()
                            + ": the protocol is missing"));
        }
        for (NetworkPolicy policy : resources.of(NetworkPolicy.class)) {
            policyPorts(policy)
                    .filter(port -> port.getProtocol() == null)
                    .forEach(port -> findings.add(
                            "NetworkPolicy " + policy.getMetadata().getName() + ": a port's protocol is missing"));
        }
    }

    private static Stream<ContainerPort> ports(Workload workload) {
        return workload.containers().stream().flatMap(container -> container.getPorts().stream());
    }

    private static Stream<NetworkPolicyPort> policyPorts(NetworkPolicy policy) {
        return Stream.concat(
                policy.getSpec().getIngress().stream().flatMap(rule -> rule.getPorts().stream()),
                policy.getSpec().getEgress().stream().flatMap(rule -> rule.getPorts().stream()));
    }
}
