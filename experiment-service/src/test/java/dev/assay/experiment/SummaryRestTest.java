package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.summary.BenchmarkSummary;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SummaryRestTest extends ServiceTest {

    private static byte[] summary(Run run) {
        return get("/runs/" + run.runId() + "/summary")
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    @Test
    void an_ended_run_has_a_stored_summary_under_the_names_that_scripts_read() {
        pipeline.worker(request -> {
            pipeline.generated(request);
            switch (request.problem().problemId()) {
                case "P/1" -> pipeline.failed(request.attempt(), false);
                case "P/2" -> pipeline.finished(request.attempt(), Verdict.WRONG_ANSWER);
                default -> pipeline.finished(request.attempt(), Verdict.PASSED);
            }
        });
        String experiment = Api.experiment("d4", 4, Api.newId(), ", \"tags\": [\"nightly\"]");
        Run run = Api.await(Api.run(experiment), RunState.FINISHED);

        JsonNode json = AssayJson.read(summary(run), JsonNode.class);

        assertThat(json.properties().stream().map(Map.Entry::getKey))
                .contains(
                        "run_id", "mode", "start_time", "end_time", "duration_seconds", "config", "results", "summary");
        assertThat(json.path("mode").asText()).isEqualTo("zero-shot");
        assertThat(json.at("/config/problem_range").asText()).isEqualTo("0-4");
        assertThat(json.at("/config/problems")).hasSize(4);
        assertThat(json.at("/config/max_iterations").asInt()).isEqualTo(1);
        assertThat(json.at("/config/temperature").asDouble()).isZero();
        assertThat(json.path("config").has("seed")).isTrue();
        assertThat(json.at("/summary/total_problems").asInt()).isEqualTo(3);
        assertThat(json.at("/summary/success_rate").asDouble()).isEqualTo(200.0 / 3);
        assertThat(json.at("/summary/total_cost").decimalValue()).isEqualByComparingTo("0.0015");
        assertThat(json.at("/summary/excluded/infrastructure_error").asInt()).isEqualTo(1);
        assertThat(json.path("results")).hasSize(3);
        assertThat(json.at("/results/0/benchmark_run_id").asText()).isEqualTo(run.runId());
        assertThat(json.at("/results/0/usage/input_tokens").asInt()).isEqualTo(100);
        assertThat(json.at("/not_judged/0/problem_id").asText()).isEqualTo("P/1");
        assertThat(json.path("tags").valueStream().map(JsonNode::asText))
                .startsWith("benchmark_run", run.runId(), "zero-shot")
                .endsWith("nightly");
        assertThat(get("/runs/" + run.runId() + "/export?format=json")
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(summary(run));
        assertThat(AssayJson.read(summary(run), BenchmarkSummary.class)
                        .experiments()
                        .getFirst()
                        .experimentId())
                .isEqualTo(experiment);
        Awaitility.await()
                .until(() -> jdbi.withHandle(
                        handle -> handle.createQuery("select count(*) from run_summary where run_id = :run")
                                .bind("run", run.runId())
                                .mapTo(Integer.class)
                                .one()
                                .equals(1)));
    }

    @Test
    void a_run_that_goes_on_has_none_and_a_verdict_that_comes_late_is_taken_in() {
        pipeline.worker(request -> {});
        Run run = Api.run(Api.experiment("d2", 1));
        List<GenerateAttempt> asked =
                Awaitility.await().until(() -> pipeline.asked(run.runId()), found -> !found.isEmpty());
        get("/runs/" + run.runId() + "/summary").statusCode(409).body("detail", containsString("when it ends"));
        get("/runs/" + run.runId() + "/export?format=json").statusCode(409);

        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
        BenchmarkSummary cancelled = AssayJson.read(summary(run), BenchmarkSummary.class);
        pipeline.finished(asked.getFirst().attempt(), Verdict.PASSED);

        assertThat(cancelled.summary().totalProblems()).isZero();
        assertThat(cancelled.summary().successRate()).isEmpty();
        assertThat(cancelled.notJudged()).hasSize(2);
        Awaitility.await()
                .until(() -> AssayJson.read(summary(run), BenchmarkSummary.class)
                                .summary()
                                .totalProblems()
                        == 1);
    }
}
