package dev.assay.experiment.summary;

import dev.assay.contracts.summary.BenchmarkSummary;
import dev.assay.experiment.run.RunFinder;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Summaries over REST. */
@Path("/api/v1")
@Tag(name = "runs")
@RunOnVirtualThread
class SummaryResource {

    private final RunFinder runs;
    private final SummaryDocument summaries;

    SummaryResource(RunFinder runs, SummaryDocument summaries) {
        this.runs = runs;
        this.summaries = summaries;
    }

    @GET
    @Path("/runs/{run_id}/summary")
    @Operation(
            operationId = "readSummary",
            summary = "Reads the summary of an ended run, under names that scripts rely on")
    @APIResponseSchema(value = BenchmarkSummary.class, responseCode = "200")
    public Response summary(@PathParam("run_id") String prefix) {
        SummaryDocument.Ready summary = summaries.of(runs.find(prefix).runId());
        StreamingOutput body = summary::write;
        return Response.ok(body).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
