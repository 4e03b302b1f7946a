package dev.assay.model.catalogue;

import dev.assay.model.error.ApiError;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** {@code /v1/models}. */
@Path("/v1/models")
public class ModelsResource {

    private static final String OWNER = "assay";

    private final ServedModel served;

    ModelsResource(ServedModel served) {
        this.served = served;
    }

    /** The list as the protocol has it. */
    public record ModelList(String object, List<ModelEntry> data) {}

    /**
     * A model as the protocol has it.
     *
     * @param created seconds since 1970
     */
    public record ModelEntry(String id, String object, long created, String owned_by) {}

    @GET
    public ModelList list() {
        return new ModelList("list", List.of(entry()));
    }

    @GET
    @Path("/{id}")
    public ModelEntry get(@PathParam("id") String id) {
        if (!id.equals(served.name())) {
            throw ApiError.modelNotFound(id, served.name());
        }
        return entry();
    }

    private ModelEntry entry() {
        return new ModelEntry(served.name(), "model", served.loadedAt().getEpochSecond(), OWNER);
    }
}
