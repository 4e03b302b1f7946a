package dev.assay.experiment.run;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.validation.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks llm-worker which prompt templates there are. */
@ApplicationScoped
class Templates {

    private final InternalClient client;

    Templates(InternalClient client) {
        this.client = client;
    }

    /** What llm-worker says of a template. */
    record Template(String id, String taskType, String description) {}

    /** The templates there are now. */
    TemplateList list() {
        return new TemplateList(client.get(Peer.LLM, "/internal/templates", new TypeReference<List<Template>>() {})
                .orElse(List.of()));
    }

    /** The templates there were when they were asked for. */
    record TemplateList(List<Template> templates) {

        /** Notes a violation where the experiment's template does not exist for that type of task. */
        void require(Experiment experiment, String taskType, Violations violations) {
            List<String> fitting = templates.stream()
                    .filter(template -> template.taskType().equals(taskType))
                    .map(Template::id)
                    .sorted()
                    .toList();
            violations.require(
                    fitting.contains(experiment.promptTemplate()),
                    "prompt_template",
                    "experiment " + experiment.experimentId() + " has the template " + experiment.promptTemplate()
                            + ", which does not exist for " + taskType + "; there are: "
                            + String.join(", ", fitting));
        }
    }
}
