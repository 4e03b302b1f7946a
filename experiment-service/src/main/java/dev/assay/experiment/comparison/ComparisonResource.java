package dev.assay.experiment.comparison;

import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.experiment.problem.JsonBodies;
import dev.assay.experiment.remote.InternalClient.Body;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.Proxy;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Comparisons over REST: this knows the runs, scorer-service their attempts and the statistics. */
@Path("/api/v1")
@Tag(name = "runs")
@RunOnVirtualThread
class ComparisonResource {

    private static final int MOST_SIDES = 50;

    private final ComparisonSides sides;
    private final Proxy proxy;

    ComparisonResource(ComparisonSides sides, Proxy proxy) {
        this.sides = sides;
        this.proxy = proxy;
    }

    /** What is compared: runs, experiments of a run as {@code RUN/EXPERIMENT}, or experiments (their newest run). */
    record ComparisonRequest(Optional<List<String>> sides) {}

    @POST
    @Path("/comparisons")
    @ResponseStatus(200)
    @Operation(
            operationId = "compare",
            summary =
                    "Compares runs or experiments with the first of them, paired by problem; one alone has figures only")
    @APIResponseSchema(value = Comparison.class, responseCode = "200")
    public Response compare(ComparisonRequest request) {
        List<String> named = JsonBodies.required(request)
                .sides()
                .filter(list -> !list.isEmpty())
                .orElseThrow(() -> Problems.badField("sides", "must name the runs or experiments to compare"));
        List<ComparisonPlan.Side> found = named.stream()
                .flatMap(text -> sides.of(text).stream())
                .distinct()
                .toList();
        if (found.size() > MOST_SIDES) {
            throw Problems.badField(
                    "sides",
                    "must name 1 to " + MOST_SIDES + " different experiments of runs; these are " + found.size());
        }
        sides.requireOneDataset(found);
        return proxy.send(Peer.SCORER, "POST", "/comparisons", Body.json(new ComparisonPlan(found)));
    }
}
