package dev.assay.llm.model;

import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelList;
import dev.assay.contracts.model.ModelMatch;
import dev.assay.contracts.model.SpeedTest;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import dev.assay.llm.call.OfferedModels;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.catalogue.CatalogueModel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/**
 * Says what the catalogue knows of models, and what their servers say. A model is named by {@code slug} (or label), or by
 * {@code base_url} and {@code name}; {@code protocol} asks about another one than its own.
 */
@Path("/internal/models")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class ModelResource {

    private final Catalogue catalogue;
    private final ModelDocuments documents;
    private final OfferedModels offered;
    private final SpeedTests speedTests;

    ModelResource(Catalogue catalogue, ModelDocuments documents, OfferedModels offered, SpeedTests speedTests) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.offered = offered;
        this.speedTests = speedTests;
    }

    @GET
    public ModelList list() {
        return documents.list();
    }

    /** What the catalogue knows of a model; for a slug that it does not have, near ones. */
    @GET
    @Path("/match")
    public ModelMatch match(
            @QueryParam("slug") String slug,
            @QueryParam("base_url") String baseUrl,
            @QueryParam("name") String name,
            @QueryParam("protocol") String protocol) {
        return documents.match(ModelQuestion.of(slug, baseUrl, name, protocol));
    }

    /** Whether the model's server offers it, by {@code GET /models}; pays for nothing. */
    @GET
    @Path("/availability")
    public ModelAvailability availability(
            @QueryParam("slug") String slug,
            @QueryParam("base_url") String baseUrl,
            @QueryParam("name") String name,
            @QueryParam("protocol") String protocol) {
        return offered.availability(model(ModelQuestion.of(slug, baseUrl, name, protocol)));
    }

    /** Makes one small call, which is paid for and counts for no account. */
    @POST
    @Path("/speed-test")
    public SpeedTest speedTest(
            @QueryParam("slug") String slug,
            @QueryParam("base_url") String baseUrl,
            @QueryParam("name") String name,
            @QueryParam("protocol") String protocol)
            throws InterruptedException {
        return speedTests.of(model(ModelQuestion.of(slug, baseUrl, name, protocol)));
    }

    private CatalogueModel model(ModelQuestion question) {
        return question.resolve(catalogue)
                .orElseThrow(() ->
                        Problems.notFound("model " + question.slug().orElse("without slug, or base_url and name")));
    }
}
