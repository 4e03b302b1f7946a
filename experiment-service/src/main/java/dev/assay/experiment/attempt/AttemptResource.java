package dev.assay.experiment.attempt;

import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.Proxy;
import dev.assay.experiment.remote.Query;
import dev.assay.experiment.remote.UrlPath;
import dev.assay.experiment.run.RunFinder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Attempts over REST: scorer-service keeps their records, this hands on. */
@Path("/api/v1")
@Tag(name = "attempts")
@RunOnVirtualThread
class AttemptResource {

    private final Proxy proxy;
    private final RunFinder runs;

    AttemptResource(Proxy proxy, RunFinder runs) {
        this.proxy = proxy;
        this.runs = runs;
    }

    /** The shape of an answer, for the description of the API. */
    record AttemptPage(List<AttemptSummary> items, Optional<String> next) {}

    @GET
    @Path("/runs/{run_id}/attempts")
    @Operation(operationId = "listAttemptsOfRun", summary = "Lists the attempts of a run")
    @APIResponseSchema(value = AttemptPage.class, responseCode = "200")
    public Response ofRun(
            @PathParam("run_id") String prefix,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") Optional<String> limit) {
        return list("run_id", runs.find(prefix).runId(), cursor, limit);
    }

    @GET
    @Path("/trials/{trial_id}/attempts")
    @Operation(operationId = "listAttemptsOfTrial", summary = "Lists the attempts of a trial")
    @APIResponseSchema(value = AttemptPage.class, responseCode = "200")
    public Response ofTrial(
            @PathParam("trial_id") String trialId,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") Optional<String> limit) {
        return list("trial_id", trialId, cursor, limit);
    }

    @GET
    @Path("/attempts/{attempt_id}")
    @Operation(
            operationId = "readAttempt",
            summary = "Reads all that is known of an attempt: prompt, wire request, answer, code, tests, cost")
    @APIResponseSchema(value = AttemptRecord.class, responseCode = "200")
    public Response read(@PathParam("attempt_id") String attemptId) {
        return proxy.get(Peer.SCORER, "/attempts/" + UrlPath.encode(attemptId));
    }

    private Response list(String of, String id, Optional<String> cursor, Optional<String> limit) {
        Query query =
                new Query().with(of, Optional.of(id)).with("cursor", cursor).with("limit", limit);
        return proxy.get(Peer.SCORER, "/attempts" + query);
    }
}
