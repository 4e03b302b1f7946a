package dev.assay.llm.prompt;

import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Says which prompt templates there are. */
@Path("/internal/templates")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class TemplateResource {

    private final Prompts prompts;

    TemplateResource(Prompts prompts) {
        this.prompts = prompts;
    }

    /** A template as experiments may name it. */
    public record Listed(String id, String taskType, String description) {}

    @GET
    public List<Listed> list() {
        return prompts.templates().stream()
                .map(template -> new Listed(template.id(), template.taskType(), template.description()))
                .toList();
    }
}
