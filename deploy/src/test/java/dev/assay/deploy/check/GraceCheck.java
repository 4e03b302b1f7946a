package dev.assay.deploy.check;

import dev.assay.deploy.code.ServiceCode;
import io.fabric8.kubernetes.api.model.Container;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The end of a pod: Kubernetes is more patient than the service is slow. */
final class GraceCheck implements Check {

    private final List<ServiceCode> code;

    GraceCheck(List<ServiceCode> code) {
        this.code = code;
    }

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        for (ServiceCode service : code) {
            resources.workload(service.name()).ifPresent(workload -> {
                Duration grace =
                        Duration.ofSeconds(workload.template().getSpec().getTerminationGracePeriodSeconds());
                Duration end = service.longestEnd()
                        .plusSeconds(workload.containers().stream()
                                .mapToLong(GraceCheck::preStopSeconds)
                                .max()
                                .orElse(0));
                if (grace.compareTo(end) <= 0) {
                    findings.add(workload + ": the grace of " + grace.toSeconds()
                            + " s is no longer than the end may take, " + end.toSeconds() + " s");
                }
            });
        }
        return findings;
    }

    private static long preStopSeconds(Container container) {
        if (container.getLifecycle() == null || container.getLifecycle().getPreStop() == null) {
            return 0;
        }
        List<String> command = container.getLifecycle().getPreStop().getExec().getCommand();
        if (command.size() != 2 || !command.getFirst().equals("sleep")) {
            throw new IllegalArgumentException("only a sleep is understood, not " + command);
        }
        return Long.parseLong(command.getLast());
    }
}
