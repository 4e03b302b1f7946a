package dev.assay.deploy.check;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pods: as little right as can be, and no more memory than they are given. */
final class SecurityCheck implements Check {

    private static final String PROFILE = "assay/sandbox.json";
    private static final String PLACE_OF_SANDBOXES = "sandbox-runner";

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        resources.of(ServiceAccount.class).stream()
                .filter(account -> !Boolean.FALSE.equals(account.getAutomountServiceAccountToken()))
                .forEach(account ->
                        findings.add("ServiceAccount " + account.getMetadata().getName() + " mounts its token"));
        for (Workload workload : resources.workloads()) {
            pod(workload, findings);
            workload.containers().forEach(container -> container(workload, container, findings));
        }
        return findings;
    }

    private static void pod(Workload workload, List<String> findings) {
        PodSpec pod = workload.template().getSpec();
        demand(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), workload + " mounts a token", findings);
        demand(
                Boolean.FALSE.equals(pod.getEnableServiceLinks()),
                workload + ": service links would set variables like KAFKA_PORT, which Kafka's clients read",
                findings);
        demand(!Boolean.TRUE.equals(pod.getShareProcessNamespace()), workload + " shares processes", findings);
        demand(
                !Boolean.TRUE.equals(pod.getHostNetwork())
                        && !Boolean.TRUE.equals(pod.getHostPID())
                        && !Boolean.TRUE.equals(pod.getHostIPC()),
                workload + " uses namespaces of the host",
                findings);
        boolean confined = pod.getSecurityContext() != null
                && Boolean.TRUE.equals(pod.getSecurityContext().getRunAsNonRoot())
                && Optional.ofNullable(pod.getSecurityContext().getSeccompProfile())
                        .map(SeccompProfile::getType)
                        .filter("RuntimeDefault"::equals)
                        .isPresent();
        demand(confined, workload + " may run as root or without a seccomp profile", findings);
    }

    private static void container(Workload workload, Container container, List<String> findings) {
        String where = workload.at(container);
        SecurityContext context =
                Optional.ofNullable(container.getSecurityContext()).orElseGet(SecurityContext::new);
        demand(
                Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())
                        && !Boolean.TRUE.equals(context.getPrivileged()),
                where + " can gain privileges",
                findings);
        demand(Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), where + " can write to its image", findings);
        demand(
                context.getCapabilities() != null
                        && context.getCapabilities().getDrop().equals(List.of("ALL"))
                        && context.getCapabilities().getAdd().isEmpty(),
                where + " keeps capabilities",
                findings);
        Optional.ofNullable(context.getSeccompProfile())
                .ifPresent(profile -> demand(
                        PLACE_OF_SANDBOXES.equals(container.getName())
                                && "Localhost".equals(profile.getType())
                                && PROFILE.equals(profile.getLocalhostProfile()),
                        where + " has a seccomp profile of its own",
                        findings));
        demand(
                context.getProcMount() == null || context.getSeccompProfile() != null,
                where + " sees all of /proc and makes no sandboxes",
                findings);
        resources(where, container, findings);
    }

    private static void resources(String where, Container container, List<String> findings) {
        if (container.getResources() == null) {
            findings.add(where + " has neither requests nor limits");
            return;
        }
        Map<String, Quantity> requests = container.getResources().getRequests();
        Map<String, Quantity> limits = container.getResources().getLimits();
        for (String resource : List.of("cpu", "memory", "ephemeral-storage")) {
            if (!requests.containsKey(resource) || !limits.containsKey(resource)) {
                findings.add(where + " has no request or no limit of " + resource);
            } else if (requests.get(resource)
                            .getNumericalAmount()
                            .compareTo(limits.get(resource).getNumericalAmount())
                    > 0) {
                findings.add(where + " requests more " + resource + " than its limit");
            }
        }
    }

    private static void demand(boolean held, String finding, List<String> findings) {
        if (!held) {
            findings.add(finding);
        }
    }
}
