package dev.assay.executor.api;

import dev.assay.executor.execute.Planners;
import dev.assay.executor.language.Documentation;
import dev.assay.executor.language.RuntimeState;
import dev.assay.executor.runner.RunnerClient;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what can be run here. */
@Path("/runtimes")
@CallableBy({Caller.EXPERIMENT, Caller.CLIENT})
@RunOnVirtualThread
@SecurityRequirement(name = "client")
@Tag(name = "runtimes")
class RuntimeResource {

    private final Workbench bench;
    private final Planners planners;

    RuntimeResource(Workbench bench, Planners planners) {
        this.bench = bench;
        this.planners = planners;
    }

    /**
     * What can be run here.
     *
     * @param taskTypes those whose answers are run
     * @param runtimes every language that is described, installed or not
     */
    @Schema(name = "RuntimeList")
    record Listed(List<String> taskTypes, List<RuntimeState> runtimes) {}

    @GET
    @Operation(operationId = "listRuntimes", summary = "Says which languages have a runtime here, and what to install")
    public Listed list() {
        return new Listed(planners.taskTypes(), bench.inTurn(RunnerClient::runtimes));
    }

    /** Id or alias; a problem (400) of {@code language} where runtime or documentation are missing. */
    @GET
    @Path("/{language}/documentation")
    @Operation(operationId = "getDocumentation", summary = "Gives a language's documentation, as prompts have it")
    public Documentation documentation(@PathParam("language") String language) {
        return bench.inTurn(runner -> runner.documentation(language));
    }
}
