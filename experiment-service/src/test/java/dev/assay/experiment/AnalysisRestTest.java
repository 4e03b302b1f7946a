package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AnalysisRestTest extends ServiceTest {

    /** Of three problems the last is always wrong, and the first is lost. */
    private Run run(String dataset, String model) {
        pipeline.worker(request -> {
            pipeline.generated(request);
            switch (request.problem().problemId()) {
                case "P/0" -> pipeline.failed(request.attempt(), false);
                case "P/2" -> pipeline.finished(request.attempt(), Verdict.WRONG_ANSWER);
                default -> pipeline.finished(request.attempt(), Verdict.PASSED);
            }
        });
        return Api.await(Api.run(Api.experiment(dataset, 3, model, "")), RunState.FINISHED);
    }

    @Test
    void problems_and_models_are_looked_at_over_all_runs_of_a_data_set() {
        String model = Api.newId();
        Run first = run("d3", model);
        Run second = run("d3", model);
        String of = "?dataset_id=d3&model=" + model;

        get("/analyses/difficulty" + of)
                .statusCode(200)
                .body("items.problem_id", contains("P/2", "P/1"))
                .body("items[0].hard", equalTo(true))
                .body("items[0].samples", equalTo(2))
                .body("items[0].failing_models", contains(model))
                .body("items[1].success_rate", equalTo(1f))
                .body("items[1].cost_usd", equalTo(0.001f));
        get("/analyses/difficulty" + of + "&failing=true&order=cost&limit=1")
                .statusCode(200)
                .body("items.problem_id", contains("P/2"));
        get("/analyses/history" + of)
                .statusCode(200)
                .body("items.run_id", contains(first.runId(), second.runId()))
                .body("items[0].judged", equalTo(2))
                .body("items[0].excluded", equalTo(1))
                .body("items[0].interval.n", equalTo(2))
                .body("items[0].cost_per_success_usd", equalTo(0.001f));
        get("/analyses/models" + of)
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].experiments", equalTo(2))
                .body("items[0].mean_success_rate", equalTo(0.5f));
        get("/analyses/history" + of + "&to=2020-01-01").body("items", hasSize(0));
        get("/analyses/savings?run=" + first.runId() + "&baseline=" + second.runId())
                .statusCode(200)
                .body("baseline_problems_matched", equalTo(2))
                .body("savings_pct", equalTo(0f));
    }

    @Test
    void what_cannot_be_looked_at_is_refused_by_its_name() {
        get("/analyses/difficulty").statusCode(400).body("violations.field", contains("dataset_id"));
        get("/analyses/difficulty?dataset_id=d3&order=beauty").statusCode(400);
        get("/analyses/history?from=yesterday").statusCode(400).body("violations.field", contains("from"));
        get("/analyses/savings?run=nobody").statusCode(404);
        get("/analyses/savings").statusCode(400).body("violations.field", contains("run"));
        get("/analyses/flaky").statusCode(400).body("violations.field", contains("run"));
        get("/analyses/flaky?run=nobody").statusCode(404).body("detail", containsString("nobody"));
    }
}
