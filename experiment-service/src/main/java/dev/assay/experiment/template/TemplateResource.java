package dev.assay.experiment.template;

import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.prompt.TemplateList;
import dev.assay.experiment.validation.Violations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Prompt templates over REST: which there are, and what they make of a problem. */
@Path("/api/v1/templates")
@Tag(name = "templates")
@RunOnVirtualThread
class TemplateResource {

    private final Templates templates;

    TemplateResource(Templates templates) {
        this.templates = templates;
    }

    @GET
    @Operation(operationId = "listTemplates", summary = "Lists the prompt templates")
    public TemplateList list() {
        return templates.list();
    }

    @GET
    @Path("/{template}/preview")
    @Operation(
            operationId = "previewTemplate",
            summary = "Shows a problem as a model would be asked it, with the prompt's hash; calls no model")
    public PromptPreview preview(
            @PathParam("template") String template,
            @QueryParam("dataset_id") Optional<String> datasetId,
            @QueryParam("problem_id") Optional<String> problemId) {
        Violations violations = new Violations();
        violations.require(datasetId.isPresent(), "dataset_id", "is required: the id of a data set");
        violations.throwIfAny();
        return templates.preview(template, datasetId.orElseThrow(), problemId);
    }
}
