package dev.assay.dataset.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.dataset.Api;
import dev.assay.embedded.testing.PlatformInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class OracleAccessTest {

    private String oracleHash;
    private String publicHash;

    @BeforeEach
    void import_starter() throws IOException {
        Api.uploadStarter("starter")
                .then()
                .statusCode(org.hamcrest.Matchers.anyOf(org.hamcrest.Matchers.is(200), org.hamcrest.Matchers.is(201)));
        var first =
                Api.asExperiment().get("/internal/datasets/starter/selection").jsonPath();
        oracleHash = first.getString("[0].problem.oracle_hash");
        publicHash = first.getString("[0].problem.public_hash");
    }

    @Test
    void executor_and_scorer_read_an_oracle() {
        for (String caller : List.of("executor", "scorer")) {
            var oracle = Api.as(caller).get("/internal/oracles/{hash}", oracleHash);

            assertThat(oracle.statusCode()).isEqualTo(200);
            assertThat(oracle.jsonPath().getString("body.body.reference.code")).contains("return");
            assertThat(oracle.jsonPath().getString("problem.oracle_hash")).isEqualTo(oracleHash);
        }
    }

    @Test
    void nobody_else_reads_an_oracle() {
        for (String caller : List.of("llm", "experiment", "unknown")) {
            var refusal = Api.as(caller).get("/internal/oracles/{hash}", oracleHash);

            assertThat(refusal.statusCode()).as(caller).isEqualTo(403);
            assertThat(refusal.asString()).doesNotContain("reference");
        }
    }

    @Test
    void without_a_credential_nothing_opens() {
        for (String path : List.of(
                "/internal/oracles/" + oracleHash,
                "/internal/public/" + publicHash,
                "/internal/datasets",
                "/internal/datasets/starter",
                "/internal/datasets/starter/gate",
                "/internal/datasets/starter/slices",
                "/internal/datasets/starter/selection",
                "/internal/datasets/starter/problems")) {
            assertThat(io.restassured.RestAssured.get(path).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    void those_who_render_prompts_read_the_public_view() {
        for (String caller : List.of("llm", "experiment")) {
            var view = Api.as(caller).get("/internal/public/{hash}", publicHash);

            assertThat(view.statusCode()).isEqualTo(200);
            assertThat(view.jsonPath().getString("body.body.entry_point")).isEqualTo("tally_marks");
        }
    }

    @Test
    void an_unknown_hash_is_not_found() {
        assertThat(Api.as("executor").get("/internal/oracles/0000").statusCode())
                .isEqualTo(404);
        assertThat(Api.as("llm").get("/internal/public/0000").statusCode()).isEqualTo(404);
    }
}
