package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExperimentRestTest extends ServiceTest {

    private static String document(String id, String more) {
        return """
                {"experiment_id": "%s", "model": {"base_url": "https://h.example/v1", "name": "m"},
                 "dataset": {"dataset_id": "d20"}%s}""".formatted(id, more);
    }

    @Test
    void an_experiment_is_registered_once() {
        String id = newId();
        post("/experiments", document(id, ""))
                .statusCode(201)
                .header("Location", endsWith("/api/v1/experiments/" + id))
                .body("model.price", nullValue());
        post("/experiments", document(id, "")).statusCode(200);
        post("/experiments", document(id, ", \"description\": \"other\""))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("PUT"));
        get("/experiments/" + id).statusCode(200).body("description", equalTo(""));
    }

    @Test
    void put_changes_an_experiment() {
        String id = newId();
        put("/experiments/" + id, document(id, "")).statusCode(201);
        put("/experiments/" + id, document(id, ", \"description\": \"other\""))
                .statusCode(200)
                .body("description", equalTo("other"));
        put("/experiments/" + id, document("another", ""))
                .statusCode(400)
                .body("violations.field", contains("experiment_id"));
    }

    @Test
    void an_experiment_without_an_id_gets_one() {
        post("/experiments", """
                {"model": {"base_url": "http://localhost/v1", "name": "m"}, "dataset": {"dataset_id": "d20"}}""")
                .statusCode(201)
                .body("experiment_id", matchesPattern("exp_[0-9a-f]{8}"))
                .body("model.price.input", equalTo(0));
    }

    @Test
    void what_is_wrong_with_a_body_is_said_by_its_field() {
        post("/experiments", document(newId(), ", \"modle\": 1"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("modle"))
                .body("violations[0].message", containsString("known here"));
        post("/experiments", document(newId(), ", \"strategy\": {\"samples\": \"many\"}"))
                .statusCode(400)
                .body("violations[0].field", equalTo("strategy.samples"));
        post("/experiments", document(newId(), ", \"tags\": {}"))
                .statusCode(400)
                .body("violations[0].field", equalTo("tags"));
        post("/experiments", "{\"model\"").statusCode(400).body("violations[0].field", equalTo("body"));
        post("/experiments", "").statusCode(400).body("violations[0].field", equalTo("body"));
        post("/experiments", "null").statusCode(400).body("violations[0].field", equalTo("body"));
        post("/experiments", "{}")
                .statusCode(400)
                .body("violations.field", hasItem("model"))
                .body("violations.field", hasItem("dataset"));
    }

    @Test
    void a_data_set_in_a_language_without_a_runtime_is_refused_with_what_to_install() {
        String id = newId();
        post("/experiments", document(id, "").replace("d20", "d20-go"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains("dataset.dataset_id"))
                .body("violations[0].message", containsString("apt-get install golang-go"));
        put("/experiments/" + id, document(id, "").replace("d20", "d20-cobol"))
                .statusCode(400)
                .body("violations[0].message", containsString("no runtime is called that"));
        post("/experiments/bulk", "{\"experiments\": [" + document(id, "").replace("d20", "d20-go") + "]}")
                .body("results[0].status", equalTo("rejected"))
                .body("results[0].problem.violations[0].field", equalTo("dataset.dataset_id"));
        post("/experiments", document(id, "").replace("d20", "d20-javascript")).statusCode(201);
    }

    @Test
    void a_data_set_that_cannot_be_asked_for_yet_is_left_to_the_run() {
        neighbours.datasetsAway(true);
        post("/experiments", document(newId(), "").replace("d20", "d20-go")).statusCode(201);
    }

    @Test
    void text_that_the_database_cannot_hold_is_refused() {
        post("/experiments", document(newId(), ", \"description\": \"\\u0000\""))
                .statusCode(400)
                .body("violations.field", contains("description"));
        post("/experiments", document(newId(), ", \"tags\": [\"\\ud800\"]"))
                .statusCode(400)
                .body("violations.field", contains("tags[0]"));
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        String large = "x".repeat(17 * 1024 * 1024);
        post("/experiments", document(newId(), ", \"description\": \"" + large + "\""))
                .statusCode(413);
    }

    @Test
    void each_experiment_of_a_bulk_stands_for_itself() {
        String id = newId();
        post(
                        "/experiments/bulk",
                        "{\"experiments\": [" + document(id, "") + "," + document(id, "") + ","
                                + document(id, ", \"description\": \"x\"") + "," + document("-", "") + ",7,null,"
                                + document(newId(), ", \"x\": 1") + "]}")
                .statusCode(200)
                .body("results.index", contains(0, 1, 2, 3, 4, 5, 6))
                .body(
                        "results.status",
                        contains("created", "unchanged", "rejected", "rejected", "rejected", "rejected", "rejected"))
                .body("results[2].problem.status", equalTo(409))
                .body("results[3].problem.violations[0].field", equalTo("experiment_id"))
                .body("results[6].problem.violations[0].field", equalTo("x"));
        post("/experiments/bulk", "{\"experiments\": []}").statusCode(400);
        String many = IntStream.range(0, 1001).mapToObj(i -> "{}").collect(Collectors.joining(","));
        post("/experiments/bulk", "{\"experiments\": [" + many + "]}").statusCode(400);
    }

    @Test
    void a_list_is_paged_and_narrowed() {
        String tag = newId();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = newId();
            ids.add(id);
            post("/experiments", document(id, ", \"tags\": [\"" + tag + "\"]")).statusCode(201);
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            var page = get("/experiments?tag=" + tag + "&limit=2&cursor=" + next)
                    .statusCode(200)
                    .extract();
            seen.addAll(page.jsonPath().getList("items.experiment_id", String.class));
            next = page.jsonPath().getString("next");
        } while (next != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids).isSorted();
        get("/experiments?tag=" + tag + "&model=other").body("items", hasSize(0));
        get("/experiments?tag=" + tag + "&dataset_id=d20&model=m")
                .body("items", hasSize(5))
                .body("next", nullValue());
        get("/experiments?limit=0&cursor=!").statusCode(400).body("violations.field", contains("cursor", "limit"));
    }

    @Test
    void models_in_use_are_listed() {
        String model = newId();
        Api.experiment("d20", 1, model, "");
        get("/models").statusCode(200).body("items.find { it.name == '" + model + "' }.base_url", notNullValue());
    }

    @Test
    void an_experiment_names_a_model_of_the_catalogue() {
        post("/experiments", """
                {"model": {"slug": "known/model", "protocol": "responses", "stream": true},
                 "dataset": {"dataset_id": "d20"}, "sampling": {"response_format": {"type": "json_object"}}}""")
                .statusCode(201)
                .body("model.base_url", equalTo("https://known.example/v1"))
                .body("model.name", equalTo("model-1"))
                .body("model.slug", equalTo("known/model"))
                .body("model.protocol", equalTo("responses"))
                .body("model.stream", equalTo(true))
                .body("model.price.output", equalTo(10))
                .body("sampling.response_format.type", equalTo("json_object"));
        post("/experiments", """
                {"model": {"slug": "known/modell"}, "dataset": {"dataset_id": "d20"}}""")
                .statusCode(400)
                .body("violations.field", contains("model.slug"))
                .body("violations[0].message", containsString("near: known/model"));
        post("/experiments", """
                {"model": {"slug": "known/model", "protocol": "messages"}, "dataset": {"dataset_id": "d20"}}""").statusCode(400).body("violations.field", contains("model.protocol"));
        get("/models").statusCode(200).body("items[0].slug", equalTo("known/model"));
    }

    @Test
    void a_model_is_checked_and_timed() {
        get("/models/check?slug=known/model").statusCode(200).body("state", equalTo("available"));
        get("/models/check?base_url=http://h/v1&name=absent")
                .statusCode(200)
                .body("state", equalTo("unavailable"))
                .body("near", contains("present"));
        get("/models/check").statusCode(400).body("violations.field", contains("slug"));
        get("/models/check?slug=knwon/model")
                .statusCode(400)
                .body("violations[0].message", containsString("near: known/model"));
        post("/models/speed-test", "{\"slug\": \"known/model\", \"protocol\": \"responses\"}")
                .statusCode(200)
                .body("first_token_ms", equalTo(5))
                .body("protocol", equalTo("responses"));
    }

    @Test
    void what_does_not_exist_is_not_found() {
        get("/experiments/none").statusCode(404).contentType("application/problem+json");
        get("/experiments/%00").statusCode(404);
    }
}
