package dev.assay.experiment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.contracts.run.RunState;
import dev.assay.embedded.testing.PlatformInfrastructure;
import dev.assay.experiment.doubles.FreePorts;
import dev.assay.experiment.doubles.Neighbours;
import dev.assay.experiment.doubles.Pipeline;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
@QuarkusTestResource(FreePorts.class)
class RunLifeTest {

    private Neighbours neighbours;
    private Pipeline pipeline;

    @BeforeEach
    void meet() {
        neighbours = Neighbours.get();
        pipeline = Pipeline.get();
    }

    @Test
    void a_run_is_created_dispatched_and_finished() {
        given().contentType("application/json")
                .body("""
                        {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "m"}, "dataset": {"dataset_id": "d20"}}""")
                .put("/api/v1/experiments/e1")
                .then()
                .statusCode(201);
        String runId = given().contentType("application/json")
                .body("""
                        {"experiment_ids": ["e1"]}""")
                .post("/api/v1/runs")
                .then()
                .statusCode(201)
                .extract()
                .path("run_id");
        await().untilAsserted(() -> given().get("/api/v1/runs/" + runId).then().body("state", equalTo("finished")));
        given().get("/api/v1/runs/" + runId + "/trials?limit=2").then();
        given().get("/api/v1/runs/" + runId + "/events").then();
        assertThat(pipeline.asked(runId)).hasSize(20);
        assertThat(RunState.of("finished")).isEqualTo(RunState.FINISHED);
        assertThat(neighbours.account(runId)).hasSize(1);
    }
}
