package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.summary.BenchmarkSummary;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetryRestTest extends ServiceTest {

    private static final String LOST = "{\"trials\": \"infrastructure_error\"}";
    private static final String FAILED = "{\"trials\": \"failed\"}";

    /** P/0 is lost, P/1 is wrong, P/2 passes. */
    private void sort(GenerateAttempt request) {
        pipeline.generated(request);
        switch (request.problem().problemId()) {
            case "P/0" -> pipeline.failed(request.attempt(), false);
            case "P/1" -> pipeline.finished(request.attempt(), Verdict.WRONG_ANSWER);
            default -> pipeline.finished(request.attempt(), Verdict.PASSED);
        }
    }

    @Test
    void what_was_lost_is_tried_again_in_the_run_and_nothing_else_is() {
        pipeline.worker(this::sort);
        Run run = Api.await(Api.run(Api.experiment("d3", 3)), RunState.FINISHED);
        BenchmarkSummary before = summary(run);
        pipeline.worker(pipeline::pass);

        post("/runs/" + run.runId() + "/retry", LOST).statusCode(200);
        Run again = Api.await(
                run, now -> now.state() == RunState.FINISHED && now.progress().judged() == 3);

        assertThat(before.summary().excluded()).containsEntry("infrastructure_error", 1L);
        assertThat(again.progress().passed()).isEqualTo(2);
        assertThat(summary(run).summary().excluded()).isEmpty();
        assertThat(pipeline.asked(run.runId())).hasSize(4);
        assertThat(pipeline.asked(run.runId()).getLast().problem().problemId()).isEqualTo("P/0");
        assertThat(pipeline.asked(run.runId()).getLast().attempt().attemptNumber())
                .isEqualTo(1);
        assertThat(pipeline.asked(run.runId()).getLast().attempt().dispatchNumber())
                .isEqualTo(2);
        post("/runs/" + run.runId() + "/retry", LOST).statusCode(200);
        assertThat(Api.run(run).state()).isEqualTo(RunState.FINISHED);
    }

    private static BenchmarkSummary summary(Run run) {
        return Api.read(
                get("/runs/" + run.runId() + "/summary")
                        .statusCode(200)
                        .extract()
                        .response(),
                BenchmarkSummary.class);
    }

    @Test
    void what_failed_is_asked_again_in_a_run_of_its_own() {
        pipeline.worker(this::sort);
        Run run = Api.await(Api.run(Api.experiment("d3", 3)), RunState.FINISHED);
        pipeline.worker(pipeline::pass);

        Run retry = Api.read(
                post("/runs/" + run.runId() + "/retry", FAILED)
                        .statusCode(201)
                        .extract()
                        .response(),
                Run.class);
        Run finished = Api.await(retry, RunState.FINISHED);

        assertThat(finished.runId()).isNotEqualTo(run.runId());
        assertThat(finished.reuseAnswers()).isFalse();
        assertThat(Api.trials(finished)).extracting(Trial::problemId).containsExactly("P/1");
        assertThat(Api.run(run).progress().passed()).isEqualTo(1);
        post("/runs/" + finished.runId() + "/retry", FAILED)
                .statusCode(409)
                .body("detail", containsString("nothing to retry"));
        post("/runs/" + run.runId() + "/retry", "{\"trials\": \"all\"}")
                .statusCode(400)
                .body("violations.field", contains("trials"));
    }

    @Test
    void runs_are_found_by_what_their_experiments_are() {
        String model = Api.newId();
        String tag = Api.newId();
        Run run = Api.run(Api.experiment("d2", 1, model, ", \"tags\": [\"" + tag + "\"]"));
        Run other = Api.run(Api.experiment("d3", 1, model, ""));

        found("model=" + model, other, run);
        found("tag=" + tag, run);
        found("model=" + model + "&dataset_id=d3&mode=zero-shot", other);
        found("model=" + model + "&to=2020-01-01");
        found("model=" + model + "&from=2020-01-01", other, run);
        found("model=" + model + "&mode=iterative");
        get("/runs?from=soon&state=gone").statusCode(400).body("violations.field", contains("state", "from"));
    }

    private static void found(String query, Run... runs) {
        assertThat(get("/runs?" + query).statusCode(200).extract().jsonPath().getList("items.run_id", String.class))
                .containsExactly(java.util.Arrays.stream(runs).map(Run::runId).toArray(String[]::new));
    }
}
