package dev.assay.experiment.dataset;

import dev.assay.contracts.dataset.ImportRequest;
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
import java.util.Optional;

/** Data sets over REST: dataset-service has them, this hands on. */
@Path("/api/v1")
@RunOnVirtualThread
class DatasetResource {

    private final Proxy proxy;

    DatasetResource(Proxy proxy) {
        this.proxy = proxy;
    }

    /** Which problems a slice holds. */
    record SliceRequest(Optional<String> selector) {}

    @POST
    @Path("/datasets")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
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
    public Response importFile(ImportRequest request) {
        return proxy.send(Peer.DATASETS, "POST", "/datasets", Body.json(request));
    }

    @GET
    @Path("/datasets")
    public Response list(@QueryParam("cursor") Optional<String> cursor, @QueryParam("limit") Optional<String> limit) {
        return proxy.get(Peer.DATASETS, "/datasets" + page(cursor, limit));
    }

    @GET
    @Path("/datasets/{dataset_id}")
    public Response read(@PathParam("dataset_id") String id) {
        return proxy.get(Peer.DATASETS, path(id));
    }

    @GET
    @Path("/datasets/{dataset_id}/gate")
    public Response gate(@PathParam("dataset_id") String id) {
        return proxy.get(Peer.DATASETS, path(id) + "/gate");
    }

    @GET
    @Path("/datasets/{dataset_id}/slices")
    public Response slices(@PathParam("dataset_id") String id) {
        return proxy.get(Peer.DATASETS, path(id) + "/slices");
    }

    @PUT
    @Path("/datasets/{dataset_id}/slices/{name}")
    public Response putSlice(@PathParam("dataset_id") String id, @PathParam("name") String name, SliceRequest request) {
        return proxy.send(Peer.DATASETS, "PUT", path(id) + "/slices/" + UrlPath.encode(name), Body.json(request));
    }

    @GET
    @Path("/datasets/{dataset_id}/problems")
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
