package dev.assay.deploy.check;

import dev.assay.deploy.code.ServiceCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.List;

/** Probes: a service is asked at the paths and the port where it answers; a store is asked at all. */
final class ProbeCheck implements Check {

    private static final String HEALTH = "/q/health/";

    private final List<ServiceCode> code;

    ProbeCheck(List<ServiceCode> code) {
        this.code = code;
    }

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        for (Workload workload : resources.workloads()) {
            for (Container container : workload.containers()) {
                if (container.getPorts().isEmpty()) {
                    continue;
                }
                String where = workload.at(container);
                boolean ours = code.stream().anyMatch(service -> service.name().equals(workload.name()));
                probe(where + ", startupProbe", container, container.getStartupProbe(), ours, "started", findings);
                probe(where + ", livenessProbe", container, container.getLivenessProbe(), ours, "live", findings);
                probe(where + ", readinessProbe", container, container.getReadinessProbe(), ours, "ready", findings);
            }
        }
        return findings;
    }

    private static void probe(
            String where, Container container, Probe probe, boolean ours, String path, List<String> findings) {
        if (probe == null) {
            findings.add(where + " is missing");
            return;
        }
        if (!ours) {
            return;
        }
        if (probe.getHttpGet() == null || !probe.getHttpGet().getPath().equals(HEALTH + path)) {
            findings.add(where + " does not ask for " + HEALTH + path);
            return;
        }
        boolean there = container.getPorts().stream()
                .anyMatch(port ->
                        port.getName().equals(probe.getHttpGet().getPort().getStrVal()));
        if (!there) {
            findings.add(where + " asks at a port that the container does not name: "
                    + probe.getHttpGet().getPort().getValue());
        }
    }
}
