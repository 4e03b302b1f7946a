package dev.assay.deploy.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.model.TypedModels;
import dev.assay.deploy.render.Rendering;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All checks over what is sent to a cluster. */
public final class RenderingCheck {

    private final List<Check> checks;

    /**
     * @param root the project's folder
     * @param secretLists files that say which Secrets somebody else makes
     */
    public RenderingCheck(List<ServiceCode> code, Path root, List<Path> secretLists) {
        this.checks = List.of(
                new PortCheck(code),
                new ConfigCheck(code, secretLists),
                new ReferenceCheck(secretLists),
                new TopicCheck(code),
                new BrokerCheck(root),
                new ProbeCheck(code),
                new GraceCheck(code),
                new SecurityCheck(),
                new NetworkCheck(code),
                new ScalingCheck(),
                new ImageCheck());
    }

    /** A line for each mistake; where a document is not what its kind allows, only those are told. */
    public List<String> findings(Rendering rendering) {
        List<String> findings = new ArrayList<>();
        List<Object> resources = new ArrayList<>();
        for (ObjectNode document : rendering.documents()) {
            try {
                resources.add(TypedModels.decode(document));
            } catch (JsonProcessingException e) {
                findings.add(document.path("kind").asText() + " "
                        + document.at("/metadata/name").asText() + ": " + e.getOriginalMessage());
            }
        }
        if (findings.isEmpty()) {
            checks.forEach(check -> findings.addAll(check.findings(new Resources(resources))));
        }
        return findings;
    }
}
