package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiDescriptionTest extends ServiceTest {

    private static final Path COMMITTED = Path.of("../docs/api/openapi.yaml");
    private static final List<String> METHODS = List.of("get", "put", "post");

    @Test
    void the_committed_description_is_the_one_that_is_served() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("assay.openapi.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }
        assertThat(Files.readString(COMMITTED))
                .as("docs/api/openapi.yaml is old; write it anew with -Dassay.openapi.update=true")
                .isEqualTo(served);
    }

    @Test
    void every_operation_says_what_it_does_and_shows_an_example() throws IOException {
        JsonNode api = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString());
        List<String> incomplete = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        incomplete(path.getKey() + " " + method.getKey(), method.getValue(), incomplete);
                    }
                }));

        assertThat(incomplete).isEmpty();
        assertThat(api.path("info").path("title").asText()).isEqualTo("Assay");
        assertThat(api.path("paths").size()).isGreaterThan(20);
    }

    private static void incomplete(String name, JsonNode operation, List<String> incomplete) {
        if (!operation.hasNonNull("summary") || !operation.hasNonNull("operationId")) {
            incomplete.add(name + ": summary");
        }
        operation.path("requestBody").path("content").forEach(type -> {
            if (!type.has("example")) {
                incomplete.add(name + ": request");
            }
        });
        boolean shown = operation.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .allMatch(response -> response.getValue().path("content").size() > 0
                        && response.getValue().path("content").valueStream().allMatch(type -> type.has("example")));
        if (!shown) {
            incomplete.add(name + ": response");
        }
        operation.path("parameters").forEach(parameter -> {
            if (!parameter.hasNonNull("description")) {
                incomplete.add(name + ": " + parameter.path("name").asText());
            }
        });
    }

    @Test
    void the_examples_of_requests_are_accepted() throws IOException {
        JsonNode examples = new ObjectMapper().readTree(getClass().getResourceAsStream("/openapi/examples.json"));
        post("/experiments", examples.get("registerExperiment.request").toString())
                .statusCode(201);
        put("/experiments/from-the-docs", examples.get("putExperiment.request").toString())
                .statusCode(201);
        post("/experiments/bulk", examples.get("registerExperiments.request").toString())
                .statusCode(200);
        post("/experiments/matrix", examples.get("registerMatrix.request").toString())
                .statusCode(200)
                .body("registered", equalTo(2));
        post("/datasets", examples.get("importDataset.request").toString()).statusCode(201);
        put("/datasets/d2/slices/first", examples.get("putSlice.request").toString())
                .statusCode(200);
    }
}
