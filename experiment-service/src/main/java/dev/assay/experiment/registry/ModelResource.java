package dev.assay.experiment.registry;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelList;
import dev.assay.contracts.model.SpeedTest;
import dev.assay.experiment.model.ModelName;
import dev.assay.experiment.model.Models;
import dev.assay.experiment.problem.JsonBodies;
import dev.assay.experiment.registry.ExperimentStore.ModelInUse;
import dev.assay.experiment.validation.Violations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Models over REST: what the catalogue knows, what experiments use, what servers offer. */
@Path("/api/v1/models")
@Tag(name = "models")
@RunOnVirtualThread
class ModelResource {

    private final Models models;
    private final ExperimentStore experiments;

    ModelResource(Models models, ExperimentStore experiments) {
        this.models = models;
        this.experiments = experiments;
    }

    /** A model by its slug, or by name and address. */
    record ModelReference(
            Optional<String> slug, Optional<String> baseUrl, Optional<String> name, Optional<String> protocol) {}

    @GET
    @Operation(
            operationId = "listModels",
            summary = "Lists the models of the catalogue, then those that experiments name by their address")
    public ModelList list() {
        Map<ModelInUse.Place, Long> inUse = new HashMap<>();
        experiments.models().forEach(model -> inUse.put(model.place(), model.experiments()));
        List<Model> items = new ArrayList<>();
        for (Model model : models.list().items()) {
            Long count = inUse.remove(new ModelInUse.Place(model.baseUrl(), model.name()));
            items.add(model.usedBy(count == null ? 0 : count));
        }
        inUse.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(used -> models.required(used.getKey().asName()).usedBy(used.getValue()))
                .forEach(items::add);
        return new ModelList(items);
    }

    @GET
    @Path("/check")
    @Operation(
            operationId = "checkModel",
            summary = "Says whether a model's server offers it, by GET /models; pays for nothing")
    public ModelAvailability check(
            @QueryParam("slug") Optional<String> slug,
            @QueryParam("base_url") Optional<String> baseUrl,
            @QueryParam("name") Optional<String> name) {
        return models.availability(known(new ModelReference(slug, baseUrl, name, Optional.empty())));
    }

    @POST
    @Path("/speed-test")
    @ResponseStatus(200)
    @Operation(
            operationId = "speedTestModel",
            summary = "Makes one small call of a model, which is paid for, and says how long it took")
    @APIResponseSchema(value = SpeedTest.class, responseCode = "200")
    public SpeedTest speedTest(ModelReference model) {
        return models.speedTest(known(JsonBodies.required(model)));
    }

    private ModelName known(ModelReference model) {
        Violations violations = new Violations();
        boolean located = model.baseUrl().isPresent() && model.name().isPresent();
        violations.require(
                model.slug().isPresent() || located, "slug", "is required; or base_url and name of the model");
        Optional<Protocol> protocol = model.protocol().flatMap(Protocol::find);
        violations.require(
                model.protocol().isEmpty() || protocol.isPresent(), "protocol", "must be one of " + Protocol.codes());
        violations.throwIfAny();
        ModelName name = new ModelName(model.slug(), model.baseUrl(), model.name(), protocol);
        models.required(name);
        return name;
    }
}
