package dev.assay.experiment.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Ids;
import dev.assay.contracts.Page;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.paging.Cursor;
import dev.assay.experiment.paging.PageRequest;
import dev.assay.experiment.paging.PageRequest.CursorPart;
import dev.assay.experiment.problem.JsonBodies;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.problem.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** Experiments over REST. */
@Path("/api/v1")
@Tag(name = "experiments")
@RunOnVirtualThread
class ExperimentResource {

    private static final int LONGEST_FILTER = 1000;

    private final Registry registry;
    private final ExperimentStore store;
    private final int mostInBulk;

    ExperimentResource(Registry registry, ExperimentStore store, ExperimentConfig config) {
        this.registry = registry;
        this.store = store;
        this.mostInBulk = config.limits().bulk();
    }

    /**
     * Several experiments at once; each document is read on its own.
     *
     * @param update whether one that exists with other content is changed; left out, it is rejected
     */
    record BulkRequest(Optional<List<JsonNode>> experiments, Optional<Boolean> update) {}

    /**
     * What came of them.
     *
     * @param registered how many now say what their document says
     * @param created of these, those that are new
     * @param updated of these, those that said something else before
     */
    record BulkResponse(int registered, int created, int updated, List<BulkResult> results) {}

    @POST
    @Path("/experiments")
    @Operation(operationId = "registerExperiment", summary = "Registers an experiment")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Experiment.class)))
    public RestResponse<Experiment> register(ExperimentRequest request) {
        return response(registry.register(JsonBodies.required(request)));
    }

    @PUT
    @Path("/experiments/{experiment_id}")
    @Operation(
            operationId = "putExperiment",
            summary = "Registers an experiment, or changes what it says; runs keep what it said when they began")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Experiment.class)))
    public RestResponse<Experiment> put(@PathParam("experiment_id") String id, ExperimentRequest request) {
        return response(registry.put(id, JsonBodies.required(request)));
    }

    @POST
    @Path("/experiments/bulk")
    @ResponseStatus(200)
    @Operation(operationId = "registerExperiments", summary = "Registers up to 1000 experiments, each on its own")
    @APIResponseSchema(value = BulkResponse.class, responseCode = "200")
    public BulkResponse registerAll(BulkRequest request) {
        List<JsonNode> documents = JsonBodies.required(request)
                .experiments()
                .filter(list -> !list.isEmpty() && list.size() <= mostInBulk)
                .orElseThrow(() -> Problems.badField("experiments", "must hold 1 to " + mostInBulk + " experiments"));
        boolean update = request.update().orElse(false);
        List<BulkResult> results = update ? registry.replaceAll(documents) : registry.registerAll(documents);
        return new BulkResponse(
                BulkResult.registered(results),
                BulkResult.count(results, BulkResult.Status.CREATED),
                BulkResult.count(results, BulkResult.Status.UPDATED),
                results);
    }

    @GET
    @Path("/experiments")
    @Operation(operationId = "listExperiments", summary = "Lists experiments, in the order of their ids")
    public Page<Experiment> list(
            @QueryParam("tag") Optional<String> tag,
            @QueryParam("dataset_id") Optional<String> datasetId,
            @QueryParam("model") Optional<String> model,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") Optional<String> limit) {
        PageRequest page = PageRequest.of(cursor, limit, CursorPart.TEXT);
        Violations violations = new Violations();
        tag.ifPresent(text -> violations.requireText(text, "tag", LONGEST_FILTER));
        datasetId.ifPresent(text -> violations.requireText(text, "dataset_id", LONGEST_FILTER));
        model.ifPresent(text -> violations.requireText(text, "model", LONGEST_FILTER));
        violations.throwIfAny();
        List<Experiment> rows = store.list(new ExperimentStore.Filter(tag, datasetId, model), page);
        return page.page(rows, last -> Cursor.of(last.experimentId()));
    }

    @GET
    @Path("/experiments/{experiment_id}")
    @Operation(operationId = "readExperiment", summary = "Reads an experiment")
    public Experiment read(@PathParam("experiment_id") String id) {
        return Optional.of(id)
                .filter(Ids::isChosen)
                .flatMap(store::find)
                .orElseThrow(() -> Problems.notFound("experiment " + id));
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
