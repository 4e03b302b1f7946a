package dev.assay.experiment.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.problem.JsonBodies;
import dev.assay.experiment.registry.BulkResult;
import dev.assay.experiment.registry.Registry;
import dev.assay.experiment.run.Selections;
import dev.assay.experiment.validation.Violations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Matrices over REST. */
@Path("/api/v1")
@Tag(name = "experiments")
@RunOnVirtualThread
class MatrixResource {

    private final Registry registry;
    private final Selections selections;
    private final int most;

    MatrixResource(Registry registry, Selections selections, ExperimentConfig config) {
        this.registry = registry;
        this.selections = selections;
        this.most = config.limits().bulk();
    }

    /**
     * What came of a matrix.
     *
     * @param registered experiments that now say what the matrix says
     * @param created of these, those that are new
     * @param updated of these, those that said something else before
     * @param empty ids of the experiments whose slice holds no problem; they cost nothing
     * @param missing ids of the experiments whose data set or slice does not exist
     */
    record MatrixResponse(
            int registered,
            int created,
            int updated,
            List<String> empty,
            List<String> missing,
            List<BulkResult> results) {}

    @POST
    @Path("/experiments/matrix")
    @ResponseStatus(200)
    @Operation(
            operationId = "registerMatrix",
            summary = "Expands a matrix to experiments and registers them; doing it twice changes nothing")
    @APIResponseSchema(value = MatrixResponse.class, responseCode = "200")
    public MatrixResponse register(MatrixRequest request) {
        Violations violations = new Violations();
        List<ObjectNode> documents = MatrixExpansion.expand(JsonBodies.required(request), most, violations);
        violations.throwIfAny();
        Map<DatasetSelection, Cell> cells = new HashMap<>();
        documents.forEach(document -> cells.computeIfAbsent(selection(document), this::look));
        List<BulkResult> results = registry.replaceAll(documents);
        return new MatrixResponse(
                BulkResult.registered(results),
                BulkResult.count(results, BulkResult.Status.CREATED),
                BulkResult.count(results, BulkResult.Status.UPDATED),
                idsIn(Cell.EMPTY, documents, cells),
                idsIn(Cell.MISSING, documents, cells),
                results);
    }

    /** Whether a selection has problems. */
    private enum Cell {
        FILLED,
        EMPTY,
        MISSING
    }

    private Cell look(DatasetSelection selection) {
        Violations unknown = new Violations();
        boolean none = selections.orNone(selection, "dataset", unknown).isEmpty();
        if (!unknown.isEmpty()) {
            return Cell.MISSING;
        }
        return none ? Cell.EMPTY : Cell.FILLED;
    }

    private static DatasetSelection selection(JsonNode document) {
        JsonNode dataset = document.path("dataset");
        return new DatasetSelection(
                dataset.path("dataset_id").asText(), dataset.path("slice").asText("all"));
    }

    private static List<String> idsIn(Cell cell, List<ObjectNode> documents, Map<DatasetSelection, Cell> cells) {
        return documents.stream()
                .filter(document -> cells.get(selection(document)) == cell)
                .map(document -> document.get("experiment_id").asText())
                .toList();
    }
}
