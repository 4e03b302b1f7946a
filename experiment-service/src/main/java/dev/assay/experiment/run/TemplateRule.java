package dev.assay.experiment.run;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.prompt.Template;
import dev.assay.contracts.prompt.TemplateList;
import dev.assay.experiment.validation.Violations;
import java.util.List;
import java.util.stream.Collectors;

/** An experiment's template must exist for the tasks that it is to ask, by its id or, in one version, by its name. */
record TemplateRule(TemplateList templates) {

    /** Notes a violation where the experiment's template does not exist for that type of task. */
    void require(Experiment experiment, String taskType, Violations violations) {
        List<Template> fitting = templates.items().stream()
                .filter(template -> template.taskType().equals(taskType))
                .toList();
        violations.require(
                fitting.stream().anyMatch(template -> isNamed(template, experiment.promptTemplate())),
                "prompt_template",
                "experiment " + experiment.experimentId() + " has the template " + experiment.promptTemplate()
                        + ", which does not exist for " + taskType + "; there are: "
                        + fitting.stream().map(Template::id).distinct().sorted().collect(Collectors.joining(", ")));
    }

    private static boolean isNamed(Template template, String idOrName) {
        return template.id().equals(idOrName) || template.name().equals(idOrName);
    }
}
