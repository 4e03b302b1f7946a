package dev.assay.experiment.report;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reports over REST. What models wrote is never run: the page may load nothing and run nothing. */
@Path("/api/v1")
@Tag(name = "runs")
@RunOnVirtualThread
class ReportResource {

    private static final String NOTHING_BUT_STYLE = "default-src 'none'; style-src 'unsafe-inline'";

    private final Reports reports;

    ReportResource(Reports reports) {
        this.reports = reports;
    }

    @GET
    @Path("/runs/{run_id}/report")
    @Operation(
            operationId = "reportRun",
            summary = "Gives a run, or a comparison with another, as one HTML page that needs nothing beside itself")
    @APIResponse(responseCode = "200", description = "OK", content = @Content(mediaType = MediaType.TEXT_HTML))
    public Response report(@PathParam("run_id") String prefix, @QueryParam("compare") Optional<String> other) {
        return Response.ok(reports.html(prefix, other))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", NOTHING_BUT_STYLE)
                .build();
    }
}
