package dev.assay.llm.prompt;

import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.prompt.PromptPreview;
import dev.assay.contracts.prompt.Template;
import dev.assay.contracts.prompt.TemplateList;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import dev.assay.llm.problem.ProblemLookup;
import dev.assay.llm.problem.PublicProblems;
import io.quarkus.qute.TemplateException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** Says which prompt templates there are, and shows what they make of a problem. */
@Path("/internal/templates")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class TemplateResource {

    private final Prompts prompts;
    private final PublicProblems problems;

    TemplateResource(Prompts prompts, PublicProblems problems) {
        this.prompts = prompts;
        this.problems = problems;
    }

    @GET
    public TemplateList list() {
        return new TemplateList(prompts.templates().stream()
                .map(template -> new Template(
                        template.id(),
                        template.name(),
                        template.version(),
                        template.taskType(),
                        template.description(),
                        template.form(),
                        template.content()))
                .toList());
    }

    /** The prompt for the problem with that hash; {@code template} is an id or a name. */
    @GET
    @Path("/{template}/preview")
    public PromptPreview preview(@PathParam("template") String template, @QueryParam("public_hash") String publicHash) {
        if (publicHash == null) {
            throw Problems.badField("public_hash", "is required");
        }
        return switch (problems.find(publicHash)) {
            case ProblemLookup.Found(PublicProblem problem) -> preview(template, problem);
            case ProblemLookup.Unknown() -> throw Problems.notFound("problem with the hash " + publicHash);
            case ProblemLookup.Unavailable(var _) -> throw Problems.unavailable("dataset-service");
        };
    }

    private PromptPreview preview(String template, PublicProblem problem) {
        try {
            RenderedPrompt prompt = prompts.render(template, Asked.of(problem), Advised.NOT)
                    .orElseThrow(() -> Problems.notFound("prompt template " + template + " for "
                            + problem.body().taskType()));
            return new PromptPreview(
                    prompt.template(),
                    problem.problem().problemId(),
                    prompt.messages(),
                    prompt.hash(),
                    TokenEstimate.of(prompt.messages()));
        } catch (TemplateException e) {
            throw Problems.impossible("the prompt cannot be rendered: " + e.getMessage());
        }
    }
}
