package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.contracts.run.Run;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProxyTest extends ServiceTest {

    @Test
    void data_sets_are_those_of_dataset_service() {
        get("/datasets?limit=3&cursor=a%2Bb").body("path", equalTo("/internal/datasets?cursor=a%2Bb&limit=3"));
        get("/datasets/d2").body("path", equalTo("/internal/datasets/d2"));
        get("/datasets/d2/gate").body("path", equalTo("/internal/datasets/d2/gate"));
        get("/datasets/d2/slices").body("path", equalTo("/internal/datasets/d2/slices"));
        get("/datasets/d2/problems?slice=0-10").body("path", equalTo("/internal/datasets/d2/problems?slice=0-10"));
        put("/datasets/d2/slices/first", "{\"selector\": \"0-10\"}")
                .body("path", equalTo("/internal/datasets/d2/slices/first"));
    }

    @Test
    void a_problem_id_may_hold_anything() {
        get("/datasets/d2/problems/HumanEval%2F0")
                .body("path", equalTo("/internal/datasets/d2/problems/HumanEval%2F0"));
        get("/datasets/d2/problems/a%20b%3F%25+c")
                .body("path", equalTo("/internal/datasets/d2/problems/a%20b%3F%25%2Bc"));
    }

    @Test
    void a_problem_of_another_service_is_handed_on_as_it_is() {
        get("/datasets/missing")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", equalTo("data set missing does not exist"))
                .body("hint", equalTo("x"));
    }

    @Test
    void an_upload_is_handed_on_byte_by_byte() {
        byte[] file = new byte[20 * 1024 * 1024];
        given().urlEncodingEnabled(false)
                .contentType("application/octet-stream")
                .body(file)
                .post("/api/v1/datasets?dataset_id=tiny&name=A%20name")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/datasets/tiny"))
                .body("path", equalTo("/internal/datasets?dataset_id=tiny&name=A%20name"));
        assertThat(neighbours.uploadedBytes()).isEqualTo(file.length);
    }

    @Test
    void a_file_of_the_server_is_imported_by_its_path() {
        post("/datasets", "{\"dataset_id\": \"tiny\", \"path\": \"/srv/x\"}").statusCode(201);
        post("/datasets", "{\"dataset_id\": \"tiny\", \"paths\": \"/srv/x\"}")
                .statusCode(400)
                .body("violations.field", contains("paths"));
    }

    @Test
    void attempts_are_those_of_the_scorer() {
        Run run = Api.run(Api.experiment("d2", 1));
        get("/runs/" + run.runId() + "/attempts?limit=2")
                .body("path", equalTo("/internal/attempts?run_id=" + run.runId() + "&limit=2"));
        get("/trials/0a0a/attempts").body("path", equalTo("/internal/attempts?trial_id=0a0a"));
        get("/attempts/0a0a").body("path", equalTo("/internal/attempts/0a0a"));
        get("/runs/none/attempts").statusCode(404);
    }

    @Test
    void the_service_is_ready_and_shows_its_metrics() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("assay_dispatch_begun"));
    }
}
