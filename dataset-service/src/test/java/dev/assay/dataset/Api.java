package dev.assay.dataset;

import static io.restassured.RestAssured.given;

import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.json.AssayJson;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Calls the service under test, as one of its callers. */
public final class Api {

    private Api() {}

    public static RequestSpecification as(String caller) {
        return given().header("Authorization", "Bearer token-" + caller);
    }

    public static RequestSpecification asExperiment() {
        return as("experiment");
    }

    /** Uploads a file's content as a data set. */
    public static Response upload(String datasetId, byte[] content) {
        return asExperiment()
                .contentType("application/octet-stream")
                .queryParam("dataset_id", datasetId)
                .body(content)
                .post("/internal/datasets");
    }

    public static Response upload(String datasetId, String content) {
        return upload(datasetId, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Uploads the starter set. */
    public static Response uploadStarter(String datasetId) throws IOException {
        return upload(datasetId, Files.readAllBytes(Path.of("../datasets/starter/starter.json")));
    }

    public static Dataset dataset(String datasetId) {
        return AssayJson.read(
                asExperiment().get("/internal/datasets/{id}", datasetId).asByteArray(), Dataset.class);
    }

    public static GateReport gate(String datasetId) {
        return AssayJson.read(
                asExperiment().get("/internal/datasets/{id}/gate", datasetId).asByteArray(), GateReport.class);
    }
}
