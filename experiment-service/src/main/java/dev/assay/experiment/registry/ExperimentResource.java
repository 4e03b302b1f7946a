package dev.assay.experiment.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Page;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.paging.Cursor;
import dev.assay.experiment.paging.PageRequest;
import dev.assay.experiment.paging.PageRequest.CursorPart;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Experiments over REST. */
@Path("/api/v1")
@RunOnVirtualThread
class ExperimentResource {

    private final Registry registry;
    private final ExperimentStore store;
    private final int mostInBulk;

    ExperimentResource(Registry registry, ExperimentStore store, ExperimentConfig config) {
        this.registry = registry;
        this.store = store;
        this.mostInBulk = config.limits().bulk();
    }

    /** Several experiments at once; each document is read on its own. */
    record BulkRequest(Optional<List<JsonNode>> experiments) {}

    record BulkResponse(List<Registry.BulkResult> results) {}

    record Models(List<ExperimentStore.ModelInUse> items) {}

    @POST
    @Path("/experiments")
    public RestResponse<Experiment> register(ExperimentRequest request) {
        return response(registry.register(request));
    }

    @PUT
    @Path("/experiments/{experiment_id}")
    public RestResponse<Experiment> put(@PathParam("experiment_id") String id, ExperimentRequest request) {
        return response(registry.put(id, request));
    }

    @POST
    @Path("/experiments/bulk")
    @ResponseStatus(200)
    public BulkResponse registerAll(BulkRequest request) {
        List<JsonNode> documents = request.experiments()
                .filter(list -> !list.isEmpty() && list.size() <= mostInBulk)
                .orElseThrow(() -> Problems.badField("experiments", "must hold 1 to " + mostInBulk + " experiments"));
        return new BulkResponse(registry.registerAll(documents));
    }

    @GET
    @Path("/experiments")
    public Page<Experiment> list(
            @QueryParam("tag") Optional<String> tag,
            @QueryParam("dataset_id") Optional<String> datasetId,
            @QueryParam("model") Optional<String> model,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") Optional<String> limit) {
        PageRequest page = PageRequest.of(cursor, limit, CursorPart.TEXT);
        List<Experiment> rows = store.list(new ExperimentStore.Filter(tag, datasetId, model), page);
        return page.page(rows, last -> Cursor.of(last.experimentId()));
    }

    @GET
    @Path("/experiments/{experiment_id}")
    public Experiment read(@PathParam("experiment_id") String id) {
        return store.find(id).orElseThrow(() -> Problems.notFound("experiment " + id));
    }

    @GET
    @Path("/models")
    public Models models() {
        return new Models(store.models());
    }

    private static RestResponse<Experiment> response(Registry.Registered registered) {
        Experiment experiment = registered.experiment();
        if (!registered.created()) {
            return RestResponse.ok(experiment);
        }
        return RestResponse.ResponseBuilder.<Experiment>created(
                        URI.create("/api/v1/experiments/" + experiment.experimentId()))
                .entity(experiment)
                .build();
    }
}
