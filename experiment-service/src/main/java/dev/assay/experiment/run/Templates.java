package dev.assay.experiment.run;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.validation.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** Asks llm-worker which prompt templates there are. */
@ApplicationScoped
class Templates {

    private final InternalClient client;

    Templates(InternalClient client) {
        this.client = client;
    }

    private record Template(String id, String taskType, String description) {}

    /** Notes a violation where the experiment's template does not exist for that type of task. */
    void require(Experiment experiment, String taskType, Violations violations) {
        List<Template> fitting =
                client
                        .get(Peer.LLM, "/internal/templates", new TypeReference<List<Template>>() {})
                        .orElse(List.of())
                        .stream()
                        .filter(template -> template.taskType().equals(taskType))
                        .toList();
        violations.require(
                fitting.stream().anyMatch(template -> template.id().equals(experiment.promptTemplate())),
                "prompt_template",
                "experiment " + experiment.experimentId() + " has the template " + experiment.promptTemplate()
                        + ", which does not exist for " + taskType + "; there are: "
                        + fitting.stream().map(Template::id).sorted().collect(Collectors.joining(", ")));
    }
}
