package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.post;
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
class ComparisonRestTest extends ServiceTest {

    @Test
    void sides_are_runs_or_experiments_and_the_scorer_is_told_what_does_not_count() {
        pipeline.worker(request -> {
            pipeline.generated(request);
            if (request.problem().problemId().equals("P/1")) {
                pipeline.finished(request.attempt(), Verdict.UNSCORABLE);
            } else {
                pipeline.finished(request.attempt(), Verdict.PASSED);
            }
        });
        String experiment = Api.experiment("d2", 1);
        Run first = Api.await(Api.run(experiment), RunState.FINISHED);
        String other = Api.experiment("d2", 1);
        Run second = Api.await(Api.run(other), RunState.FINISHED);

        post("/comparisons", sides(first.runId(), other))
                .statusCode(200)
                .body("sides.run_id", contains(first.runId(), second.runId()))
                .body("sides.experiment_id", contains(experiment, other))
                .body("sides[0].unjudged.reason", contains("unscorable"))
                .body("sides[0].unjudged", hasSize(1));
    }

    @Test
    void a_run_of_several_experiments_is_compared_with_itself() {
        String one = Api.experiment("d2", 1);
        String other = Api.experiment("d2", 1);
        Run run = Api.await(
                Api.run("{\"experiment_ids\": [\"" + one + "\", \"" + other + "\"]}", 201), RunState.FINISHED);

        post("/comparisons", "{\"sides\": [\"" + run.runId() + "\"]}")
                .statusCode(200)
                .body("sides.name", contains(run.runId() + "/" + one, run.runId() + "/" + other));
    }

    @Test
    void what_cannot_be_compared_is_refused_with_what_to_do() {
        Run run = Api.run(Api.experiment("d2", 1));
        Run elsewhere = Api.run(Api.experiment("d3", 1));

        post("/comparisons", sides(run.runId(), elsewhere.runId()))
                .statusCode(422)
                .body("detail", containsString("compare runs over one data set"));
        post("/comparisons", sides(run.runId(), "no-such-run"))
                .statusCode(404)
                .body("detail", equalTo("run no-such-run does not exist"));
        post("/comparisons", "{}").statusCode(400).body("violations.field", contains("sides"));
    }

    private static String sides(String one, String other) {
        return "{\"sides\": [\"" + one + "\", \"" + other + "\"]}";
    }
}
