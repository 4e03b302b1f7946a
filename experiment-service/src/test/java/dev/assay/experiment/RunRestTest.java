package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.await;
import static dev.assay.experiment.doubles.Api.experiment;
import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.put;
import static dev.assay.experiment.doubles.Api.run;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.assay.contracts.call.ProviderHold;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.PassAtK;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunRestTest extends ServiceTest {

    /** At least one comes a second. */
    private static final int MOST_EVENTS = 300;

    private static final String WARM = ", \"sampling\": {\"temperature\": 0.7}";

    @Test
    void unknown_experiments_are_refused_by_their_place() {
        String known = experiment("d2", 1);
        post("/runs", "{\"experiment_ids\": [\"" + known + "\", \"no-such\", \"" + known + "\"], \"limit_usd\": -1}")
                .statusCode(400)
                .body("violations.field", contains("limit_usd", "experiment_ids[1]", "experiment_ids[2]"));
        post("/runs", "{}").statusCode(400).body("violations.field", contains("experiment_ids"));
        post("/runs", "").statusCode(400).body("violations.field", contains("body"));
        post("/runs", "{\"experiment_ids\": [null]}").statusCode(400);
    }

    @Test
    void an_unknown_data_set_slice_or_template_is_refused_by_its_field() {
        String dataset = experiment("nowhere", 1);
        String template = experiment("d2", 1, newId(), ", \"prompt_template\": \"no-such\"");
        post("/runs", "{\"experiment_ids\": [\"" + dataset + "\", \"" + template + "\"]}")
                .statusCode(400)
                .body("violations.field", contains("experiment_ids[0]", "prompt_template"))
                .body("detail", containsString("complete-function"));
    }

    @Test
    void a_run_over_a_language_without_a_runtime_is_refused() {
        neighbours.datasetsAway(true);
        String id = experiment("d2-go", 1);
        neighbours.datasetsAway(false);
        post("/runs", "{\"experiment_ids\": [\"" + id + "\"]}")
                .statusCode(400)
                .body("violations.field", contains("experiment_ids[0]"))
                .body("detail", containsString("apt-get install golang-go"));
    }

    @Test
    void what_cannot_be_kept_is_refused() {
        String id = newId();
        put("/experiments/" + id, """
                {"model": {"base_url": "https://h.example/v1", "name": "m"}, "dataset": {"dataset_id": "d2"}}""").statusCode(201);
        post("/runs", "{\"experiment_ids\": [\"" + id + "\"], \"limit_usd\": 1}")
                .statusCode(422)
                .body("detail", containsString("model.price"));
        String samples = experiment("d2", 1, newId(), ", \"strategy\": {\"samples\": 2}");
        post("/runs", "{\"experiment_ids\": [\"" + samples + "\"]}")
                .statusCode(422)
                .body("detail", containsString("temperature"));
    }

    @Test
    void nothing_is_left_behind_when_another_service_is_away() {
        String experiment = experiment("d2", 1);
        long before = runs();
        neighbours.datasetsAway(true);

        post("/runs", "{\"experiment_ids\": [\"" + experiment + "\"]}")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("detail", containsString("dataset-service"));

        assertThat(runs()).isEqualTo(before);
    }

    @Test
    void several_samples_are_trials_of_their_own_in_order() {
        String experiment = experiment("d20", 8, newId(), ", \"strategy\": {\"samples\": 3}" + WARM);
        Run run = run(experiment);
        assertThat(run.reuseAnswers()).isFalse();
        Run finished = await(run, RunState.FINISHED);

        assertThat(finished.progress().total()).isEqualTo(60);
        assertThat(finished.progress().successRate()).isEmpty();
        assertThat(finished.progress().passAtK())
                .extracting(PassAtK::k, PassAtK::problems)
                .containsExactly(tuple(1, 20L), tuple(3, 20L));
        List<String> order = new ArrayList<>();
        String next = "";
        do {
            Response page = get("/runs/" + run.runId() + "/trials?limit=7&cursor=" + next)
                    .statusCode(200)
                    .extract()
                    .response();
            List<String> problems = page.jsonPath().getList("items.problem_id", String.class);
            List<Integer> samples = page.jsonPath().getList("items.sample_number", Integer.class);
            IntStream.range(0, problems.size()).forEach(i -> order.add(problems.get(i) + " " + samples.get(i)));
            next = page.jsonPath().getString("next");
        } while (next != null);
        assertThat(order)
                .isEqualTo(IntStream.range(0, 60)
                        .mapToObj(i -> "P/" + i / 3 + " " + (i % 3 + 1))
                        .toList());
        get("/runs/" + run.runId() + "/trials?verdict=passed&limit=1000").body("items", hasSize(60));
        get("/runs/" + run.runId() + "/trials?state=pending").body("items", hasSize(0));
        get("/runs/" + run.runId() + "/trials?state=x").statusCode(400).body("violations.field", contains("state"));
        String trial = get("/runs/" + run.runId() + "/trials?limit=1").extract().path("items[0].trial_id");
        get("/trials/" + trial).statusCode(200).body("score.tests_passed", equalTo(3));
        get("/trials/x").statusCode(404);
    }

    @Test
    void the_same_key_makes_the_same_run() {
        String experiment = experiment("d2", 1);
        String body = "{\"experiment_ids\": [\"" + experiment + "\"]}";
        String key = newId();
        Response first = withKey(key, body);
        Response again = withKey(key, "  " + body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("run_id")).isEqualTo(first.path("run_id"));
        assertThat(withKey(key, "{\"experiment_ids\": [\"" + experiment + "\"], \"name\": \"x\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(withKey(newId(), body).<String>path("run_id")).isNotEqualTo(first.path("run_id"));
    }

    @Test
    void the_same_key_at_the_same_time_makes_one_run() throws Exception {
        String body = "{\"experiment_ids\": [\"" + experiment("d2", 1) + "\"]}";
        String key = newId();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(i -> () -> withKey(key, body).path("run_id"))
                    .toList();
            assertThat(clients.invokeAll(calls).stream()
                            .map(java.util.concurrent.Future::resultNow)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void runs_are_listed_newest_first_and_narrowed_by_state() {
        Run older = await(run(experiment("d2", 1)), RunState.FINISHED);
        Run newer = await(run(experiment("d2", 1)), RunState.FINISHED);

        Response first =
                get("/runs?limit=1&state=finished").statusCode(200).extract().response();
        Response second = get("/runs?limit=1&state=finished&cursor=" + first.path("next"))
                .statusCode(200)
                .extract()
                .response();

        assertThat(first.<String>path("items[0].run_id")).isEqualTo(newer.runId());
        assertThat(second.<String>path("items[0].run_id")).isEqualTo(older.runId());
        get("/runs?state=finished&limit=1000").body("items.state", everyItem(equalTo("finished")));
        get("/runs?state=odd").statusCode(400).body("violations.field", contains("state"));
    }

    @Test
    void the_beginning_of_an_id_that_several_runs_have_is_refused() {
        run(experiment("d2", 1));
        run(experiment("d2", 1));
        get("/runs/bench_").statusCode(400).body("detail", containsString("several runs"));
        get("/runs/bench_none").statusCode(404);
        get("/runs/%25").statusCode(404);
    }

    @Test
    void events_tell_the_progress_until_the_end() {
        pipeline.worker(request -> {});
        Run run = run(experiment("d5", 8));
        org.awaitility.Awaitility.await()
                .until(() -> pipeline.asked(run.runId()).size() == 5);
        Thread answers =
                Thread.ofVirtual().unstarted(() -> pipeline.asked(run.runId()).forEach(pipeline::pass));
        answers.start();

        String stream = given().get("/api/v1/runs/" + run.runId() + "/events")
                .then()
                .statusCode(200)
                .contentType("text/event-stream")
                .extract()
                .asString();

        List<String> names =
                stream.lines().filter(line -> line.startsWith("event:")).toList();
        assertThat(names.getFirst()).contains("progress");
        assertThat(names.getLast()).contains("ended");
        String last =
                stream.lines().filter(line -> line.startsWith("data:")).toList().getLast();
        assertThat(last).contains("\"state\":\"finished\"").contains("\"passed\":5");
        get("/runs/none/events").statusCode(404);
    }

    @Test
    void events_tell_of_a_provider_that_is_held_and_that_it_no_longer_is() throws Exception {
        pipeline.worker(request -> {});
        Run run = run(experiment("d2", 4));
        org.awaitility.Awaitility.await()
                .until(() -> pipeline.asked(run.runId()).size() == 2);
        String modelKey = pipeline.asked(run.runId()).getFirst().model().key();
        ProviderHold hold = new ProviderHold("openrouter", Instant.parse("2026-11-21T12:03:10Z"), "rate_limit: 429");

        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> stream = client.send(
                                HttpRequest.newBuilder(Api.url("/runs/" + run.runId() + "/events"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofLines())
                        .body()) {
            Iterator<Run> told = stream.filter(line -> line.startsWith("data:"))
                    .map(line -> AssayJson.read(line.substring("data:".length()), Run.class))
                    .limit(MOST_EVENTS)
                    .iterator();
            assertThat(told.next().holds()).isEmpty();

            neighbours.holds().put(modelKey, hold);
            assertThat(next(told, now -> now.holds().isPresent()).holds()).contains(List.of(hold));

            neighbours.holds().remove(modelKey);
            assertThat(next(told, now -> now.holds().isEmpty()).state()).isEqualTo(RunState.RUNNING);
        } finally {
            post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
        }
    }

    /** The first event that is as told; fails where there is none. */
    private static Run next(Iterator<Run> events, Predicate<Run> condition) {
        Run event = events.next();
        while (!condition.test(event)) {
            event = events.next();
        }
        return event;
    }

    @Test
    void a_run_of_twenty_thousand_trials_is_created_at_once() {
        neighbours.accountsAway(true);
        String experiment = experiment("d1000", 8, newId(), ", \"strategy\": {\"samples\": 20}" + WARM);
        Run run = run(experiment);

        assertThat(run.progress().total()).isEqualTo(20_000);
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200).body("progress.stopped", equalTo(20_000));
    }

    @Test
    void a_changed_concurrency_reaches_a_live_run() {
        pipeline.worker(request -> {});
        String model = newId();
        String id = newId();
        String content = """
                {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "%s", "max_concurrency": %d, "protocol": "responses"},
                 "dataset": {"dataset_id": "d20"}}""";
        put("/experiments/" + id, content.formatted(model, 1)).statusCode(201);
        Run run = run(id);
        org.awaitility.Awaitility.await()
                .until(() -> pipeline.asked(run.runId()).size() == 2);

        put("/experiments/" + id, content.formatted(model, 5)).statusCode(200);

        org.awaitility.Awaitility.await()
                .until(() -> pipeline.asked(run.runId()).size() == 10);
        ModelSpec asked = pipeline.asked(run.runId()).getLast().model();
        assertThat(asked.maxConcurrency()).isEqualTo(5);
        assertThat(asked.protocol()).contains(Protocol.RESPONSES);
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
    }

    private static Response withKey(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/runs");
    }

    private long runs() {
        return jdbi.withHandle(handle ->
                handle.createQuery("select count(*) from run").mapTo(Long.class).one());
    }

    @Test
    void a_model_that_its_server_does_not_offer_is_said_before_any_call() {
        String offered = "present-" + newId();
        String first = experiment("d5", 1, offered, "");
        String second = experiment("d2", 1, offered, "");
        String absent = experiment("d5", 1, "absent-" + newId(), "");

        post("/runs", "{\"experiment_ids\": [\"" + first + "\", \"" + absent + "\", \"" + second + "\"]}")
                .statusCode(400)
                .body("violations.field", contains("experiment_ids[1]"))
                .body("violations[0].message", containsString("near: present"));

        assertThat(neighbours.requests())
                .filteredOn(request -> request.contains("/availability") && request.contains(offered))
                .as("once a run")
                .hasSize(1);
    }
}
