package dev.assay.deploy.check;

import dev.assay.deploy.code.ServiceCode;
import io.fabric8.kubernetes.api.model.Container;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Variables: each is known to the code that gets it, and none is missing that the code cannot do without. */
final class ConfigCheck implements Check {

    private final List<ServiceCode> code;
    private final List<Path> secretLists;

    ConfigCheck(List<ServiceCode> code, List<Path> secretLists) {
        this.code = code;
        this.secretLists = secretLists;
    }

    @Override
    public List<String> findings(Resources resources) {
        List<String> findings = new ArrayList<>();
        SecretKeys secrets = SecretKeys.of(resources, secretLists);
        for (ServiceCode service : code) {
            resources.workload(service.name()).ifPresent(workload -> {
                for (Container container : workload.containers()) {
                    Set<String> unknown = Environment.names(container, resources, secrets);
                    unknown.removeAll(service.knownVariables());
                    unknown.forEach(variable ->
                            findings.add(workload.at(container) + ": the code knows no variable " + variable));
                }
                // A patch may change the order of the containers; the service is the one with a port.
                Container main = workload.containers().stream()
                        .filter(container -> !container.getPorts().isEmpty())
                        .findFirst()
                        .orElseThrow();
                Set<String> missing = new TreeSet<>(service.neededVariables());
                missing.removeAll(Environment.names(main, resources, secrets));
                missing.forEach(variable -> findings.add(workload.at(main) + ": " + variable + " is missing"));
            });
        }
        return findings;
    }
}
