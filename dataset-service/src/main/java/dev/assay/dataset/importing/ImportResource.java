package dev.assay.dataset.importing;

import dev.assay.contracts.dataset.ImportRequest;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import dev.assay.frame.problem.Problems.Violation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestQuery;

/** Import of data sets: an uploaded file, or one that lies on this machine. 201 new, 200 as it was. */
@Path("/internal/datasets")
@CallableBy(Caller.EXPERIMENT)
@RunOnVirtualThread
class ImportResource {

    private final DatasetImport imports;
    private final ImportRoots roots;
    private final long largestFileBytes;

    ImportResource(
            DatasetImport imports,
            ImportRoots roots,
            @ConfigProperty(name = "assay.import.largest-file-bytes") long largestFileBytes) {
        this.imports = imports;
        this.roots = roots;
        this.largestFileBytes = largestFileBytes;
    }

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Response upload(
            InputStream body,
            @RestQuery("dataset_id") Optional<String> datasetId,
            @RestQuery Optional<String> format,
            @RestQuery Optional<String> name,
            @RestQuery Optional<String> license)
            throws IOException {
        String id = datasetId.orElseThrow(() -> Problems.badField("dataset_id", "is missing"));
        try (Upload upload = Upload.receive(body, largestFileBytes)) {
            return response(imports.run(new ImportOrder(id, format, name, license), upload.file()));
        } catch (RefusedImport e) {
            throw problem(e);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response fromPath(ImportRequest request) {
        if (request == null || request.datasetId() == null || request.path() == null) {
            throw Problems.badField(
                    "dataset_id, path", "both are needed; to upload a file, send it as application/octet-stream");
        }
        try {
            ImportOrder order =
                    new ImportOrder(request.datasetId(), request.format(), request.name(), Optional.empty());
            return response(imports.run(order, roots.resolve(request.path())));
        } catch (RefusedImport e) {
            throw problem(e);
        }
    }

    private static Response response(DatasetImport.Imported imported) {
        return imported.isNew()
                ? Response.created(URI.create(
                                "/internal/datasets/" + imported.dataset().datasetId()))
                        .entity(imported.dataset())
                        .build()
                : Response.ok(imported.dataset()).build();
    }

    private static HttpProblem problem(RefusedImport refusal) {
        return switch (refusal) {
            case RefusedImport.Invalid invalid ->
                Problems.badFields(invalid.faults().stream()
                        .map(fault ->
                                new Violation(fault.field().isEmpty() ? "problem" : fault.field(), fault.message()))
                        .toList());
            case RefusedImport.TooLarge tooLarge ->
                HttpProblem.builder()
                        .withStatus(Response.Status.REQUEST_ENTITY_TOO_LARGE)
                        .withTitle("Content Too Large")
                        .withDetail(tooLarge.getMessage())
                        .build();
        };
    }
}
