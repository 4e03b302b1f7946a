package dev.assay.experiment.dataset;

import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.ImportRequest;
import dev.assay.contracts.dataset.Slice;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.experiment.problem.JsonBodies;
import dev.assay.experiment.remote.InternalClient.Body;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.Proxy;
import dev.assay.experiment.remote.Query;
import dev.assay.experiment.remote.UrlPath;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Data sets over REST: dataset-service has them, this hands on. */
@Path("/api/v1")
@Tag(name = "datasets")
@RunOnVirtualThread
class DatasetResource {

    private static final String IMPORT =
            "Imports a data set: an uploaded file, or a file that lies under one of the server's"
                    + " import folders; the same content again changes nothing";

    private final Proxy proxy;

    DatasetResource(Proxy proxy) {
        this.proxy = proxy;
    }

    /** Which problems a slice holds. */
    record SliceRequest(Optional<String> selector) {}

    /** The shape of an answer, for the description of the API. */
    record DatasetPage(List<Dataset> items, Optional<String> next) {}

    /** The shape of an answer, for the description of the API. */
    record ProblemPage(List<PublicProblem> items, Optional<String> next) {}

    @POST
    @Path("/datasets")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(operationId = "importDataset", summary = IMPORT)
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Dataset.class)))
    public Response upload(
            @QueryParam("dataset_id") Optional<String> datasetId,
            @QueryParam("format") Optional<String> format,
            @QueryParam("name") Optional<String> name,
            @QueryParam("license") Optional<String> license,
            InputStream file) {
        Query query = new Query()
                .with("dataset_id", datasetId)
                .with("format", format)
                .with("name", name)
                .with("license", license);
        return proxy.send(
                Peer.DATASETS, "POST", "/datasets" + query, Body.stream(MediaType.APPLICATION_OCTET_STREAM, file));
    }

    @POST
    @Path("/datasets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "importDataset", summary = IMPORT)
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Dataset.class)))
    public Response importFile(ImportRequest request) {
        return proxy.send(Peer.DATASETS, "POST", "/datasets", Body.json(JsonBodies.required(request)));
    }

    @GET
    @Path("/datasets")
    @Operation(operationId = "listDatasets", summary = "Lists the data sets")
    @APIResponseSchema(value = DatasetPage.class, responseCode = "200")
    public Response list(@QueryParam("cursor") Optional<String> cursor, @QueryParam("limit") Optional<String> limit) {
        return proxy.get(Peer.DATASETS, "/datasets" + page(cursor, limit));
    }

    @GET
    @Path("/datasets/{dataset_id}")
    @Operation(operationId = "readDataset", summary = "Reads a data set")
    @APIResponseSchema(value = Dataset.class, responseCode = "200")
    public Response read(@PathParam("dataset_id") String id) {
        return proxy.get(Peer.DATASETS, path(id));
    }

    @GET
    @Path("/datasets/{dataset_id}/gate")
    @Operation(
            operationId = "readGate",
            summary = "Reads the proof of a data set: known solutions and what came of them")
    @APIResponseSchema(value = GateReport.class, responseCode = "200")
    public Response gate(@PathParam("dataset_id") String id) {
        return proxy.get(Peer.DATASETS, path(id) + "/gate");
    }

    @GET
    @Path("/datasets/{dataset_id}/slices")
    @Operation(operationId = "listSlices", summary = "Lists the named slices of a data set")
    @APIResponseSchema(value = Slice[].class, responseCode = "200")
    public Response slices(@PathParam("dataset_id") String id) {
        return proxy.get(Peer.DATASETS, path(id) + "/slices");
    }

    @PUT
    @Path("/datasets/{dataset_id}/slices/{name}")
    @Operation(operationId = "putSlice", summary = "Names a part of a data set")
    @APIResponseSchema(value = Slice.class, responseCode = "200")
    public Response putSlice(@PathParam("dataset_id") String id, @PathParam("name") String name, SliceRequest request) {
        return proxy.send(
                Peer.DATASETS,
                "PUT",
                path(id) + "/slices/" + UrlPath.encode(name),
                Body.json(JsonBodies.required(request)));
    }

    @GET
    @Path("/datasets/{dataset_id}/problems")
    @Operation(operationId = "listProblems", summary = "Lists problems as a prompt may see them")
    @APIResponseSchema(value = ProblemPage.class, responseCode = "200")
    public Response problems(
            @PathParam("dataset_id") String id,
            @QueryParam("slice") Optional<String> slice,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") Optional<String> limit) {
        Query query = page(cursor, limit).with("slice", slice);
        return proxy.get(Peer.DATASETS, path(id) + "/problems" + query);
    }

    @GET
    @Path("/datasets/{dataset_id}/problems/{problem_id: .+}")
    @Operation(operationId = "readProblem", summary = "Reads a problem as a prompt may see it")
    @APIResponseSchema(value = PublicProblem.class, responseCode = "200")
    public Response problem(@PathParam("dataset_id") String id, @PathParam("problem_id") String problemId) {
        return proxy.get(Peer.DATASETS, path(id) + "/problems/" + UrlPath.encode(problemId));
    }

    private static Query page(Optional<String> cursor, Optional<String> limit) {
        return new Query().with("cursor", cursor).with("limit", limit);
    }

    private static String path(String id) {
        return "/datasets/" + UrlPath.encode(id);
    }
}
