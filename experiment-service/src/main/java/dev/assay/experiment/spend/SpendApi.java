package dev.assay.experiment.spend;

import dev.assay.contracts.account.Spend;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.Proxy;
import dev.assay.experiment.remote.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Spend over REST: llm-worker keeps the journal of money, this hands on. */
@Path("/api/v1")
@Tag(name = "spend")
@RunOnVirtualThread
class SpendApi {

    private final Proxy proxy;

    SpendApi(Proxy proxy) {
        this.proxy = proxy;
    }

    @GET
    @Path("/spend")
    @Operation(
            operationId = "readSpend",
            summary =
                    "Says what was spent, by run, experiment, model and day; calls without a known price are counted apart")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Spend.class)))
    public Response spend(
            @Parameter(description = "Some of run, experiment, model, day, joined by commas") @QueryParam("by")
                    Optional<String> by,
            @QueryParam("run_id") Optional<String> runId,
            @QueryParam("experiment_id") Optional<String> experimentId,
            @QueryParam("model") Optional<String> model,
            @Parameter(description = "First day, in UTC") @QueryParam("from") Optional<String> from,
            @Parameter(description = "Last day, in UTC") @QueryParam("to") Optional<String> to) {
        Query query = new Query()
                .with("by", by)
                .with("run_id", runId)
                .with("experiment_id", experimentId)
                .with("model", model)
                .with("from", from)
                .with("to", to);
        return proxy.get(Peer.LLM, "/spend" + query);
    }
}
