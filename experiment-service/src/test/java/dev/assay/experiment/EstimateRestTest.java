package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EstimateRestTest extends ServiceTest {

    private static final String PRICE = ", \"price\": {\"input\": 1, \"output\": 10}";
    private static final String WARM = ", \"sampling\": {\"temperature\": 0.5, \"max_output_tokens\": 100}";

    @Test
    void an_estimate_counts_calls_and_tokens_and_says_what_is_left_of_the_limit() {
        String cheap = experiment("d5", "0-1", ", \"price\": {\"input\": 0.1, \"output\": 1}", WARM);
        String dear = experiment("d20", "2-7", PRICE, WARM + ", \"strategy\": {\"samples\": 2}");

        JsonPath estimate = estimate(List.of(cheap, dear), ", \"limit_usd\": 0.03", 200);

        assertThat(estimate.getLong("total_experiments")).isEqualTo(2);
        assertThat(estimate.getLong("total_calls")).as("1 and 5 x 2").isEqualTo(11);
        assertThat(estimate.getLong("answered_calls")).isZero();
        assertThat(estimate.getLong("total_input_tokens")).isEqualTo(11_000);
        assertThat(estimate.getDouble("estimated_cost_usd")).isEqualTo(0.0202);
        assertThat(estimate.getDouble("min_cost_usd")).isEqualTo(0.0101);
        assertThat(estimate.getDouble("remaining_usd")).isEqualTo(0.0098);
        assertThat(estimate.getList("breakdown.experiment_id")).containsExactly(dear, cheap);
        assertThat(estimate.getList("breakdown.calls")).containsExactly(10, 1);
    }

    @Test
    void answers_that_serve_again_are_counted_apart_and_cost_nothing() {
        String cold = experiment("d5", "0-1", PRICE, "");

        JsonPath estimate = estimate(List.of(cold), "", 200);

        assertThat(estimate.getLong("total_calls")).isZero();
        assertThat(estimate.getLong("answered_calls")).isEqualTo(1);
        assertThat(estimate.getDouble("estimated_cost_usd")).isZero();
        assertThat(estimate(List.of(cold), ", \"reuse_answers\": false", 200).getLong("total_calls"))
                .isEqualTo(1);
    }

    @Test
    void an_unknown_price_stays_unknown_and_an_empty_slice_costs_nothing() {
        String unknown = experiment("d5", "2-5", "", WARM);
        String empty = experiment("d5", "0-0", "", WARM);

        JsonPath both = estimate(List.of(unknown, empty), ", \"limit_usd\": 1", 200);

        assertThat(both.getLong("unpriced_calls")).isEqualTo(3);
        assertThat(both.<Object>get("remaining_usd")).isNull();
        assertThat(estimate(List.of(unknown), "", 200).<Object>get("estimated_cost_usd"))
                .isNull();
        assertThat(estimate(List.of(empty), "", 200).getDouble("estimated_cost_usd"))
                .isZero();
    }

    @Test
    void an_estimate_is_refused_for_what_a_run_is_refused_for() {
        post("/estimates", "{\"experiment_ids\": [\"no-such\"], \"limit_usd\": 0}")
                .statusCode(400)
                .body("violations.field", contains("limit_usd", "experiment_ids[0]"));
        post("/estimates", "").statusCode(400).body("violations.field", contains("body"));
        String template = experiment("d5", "all", "", ", \"prompt_template\": \"no-such\"");
        estimate(List.of(template), "", 400);
        String same = experiment("d5", "all", "", ", \"strategy\": {\"samples\": 2}");
        estimate(List.of(same), "", 422);
    }

    @Test
    void an_estimate_starts_nothing() {
        String id = experiment("d5", "all", PRICE, WARM);
        long before = runs();

        estimate(List.of(id), "", 200);
        post("/experiments/" + id + "/dry-run", "{}").statusCode(200);

        assertThat(runs()).isEqualTo(before);
        assertThat(neighbours.requests())
                .noneMatch(request -> request.contains("/availability") && request.contains(id));
    }

    @Test
    void a_run_whose_limit_does_not_even_pay_for_its_prompts_is_refused() {
        String id = experiment("d20", "2-12", PRICE, WARM);
        long before = runs();

        post("/runs", "{\"experiment_ids\": [\"" + id + "\"], \"limit_usd\": 0.0099}")
                .statusCode(422)
                .body("detail", containsString("10 calls alone cost about 0.01 USD"))
                .body("detail", containsString("about 0.02 USD"));

        assertThat(runs()).isEqualTo(before);
        post("/runs", "{\"experiment_ids\": [\"" + id + "\"], \"limit_usd\": 0.01}")
                .statusCode(201);
    }

    @Test
    void a_dry_run_says_what_is_new_answered_and_impossible_and_shows_some_prompts() {
        String id = experiment("d20", "0-5", PRICE, "");

        post("/experiments/" + id + "/dry-run", "{\"previews\": 2}")
                .statusCode(200)
                .body("experiment_id", equalTo(id))
                .body("total", equalTo(5))
                .body("new", equalTo(3))
                .body("answered", equalTo(1))
                .body("errors", equalTo(1))
                .body("error_details.problem_id", contains("P/1"))
                .body("notes", contains("temperature: not sent"))
                .body("previews", hasSize(2))
                .body("previews[0].prompt_hash", notNullValue());
        post("/experiments/" + id + "/dry-run", "{\"reuse_answers\": false, \"previews\": 0}")
                .statusCode(200)
                .body("new", equalTo(4))
                .body("previews", hasSize(0));
        post("/experiments/" + id + "/dry-run", "").statusCode(200).body("previews", hasSize(3));
        post("/experiments/" + id + "/dry-run", "{\"previews\": 101}")
                .statusCode(400)
                .body("violations.field", contains("previews"));
        post("/experiments/no-such/dry-run", "{}").statusCode(404);
    }

    private static String experiment(String dataset, String slice, String price, String more) {
        String id = newId();
        put("/experiments/" + id, """
                {"model": {"base_url": "https://h.example/v1", "name": "m-%s"%s},
                 "dataset": {"dataset_id": "%s", "slice": "%s"}%s}""".formatted(id, price, dataset, slice, more))
                .statusCode(201);
        return id;
    }

    private static JsonPath estimate(List<String> experiments, String more, int status) {
        return post("/estimates", "{\"experiment_ids\": [\"" + String.join("\", \"", experiments) + "\"]" + more + "}")
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private long runs() {
        return jdbi.withHandle(handle ->
                handle.createQuery("select count(*) from run").mapTo(Long.class).one());
    }
}
