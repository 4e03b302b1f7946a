package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.await;
import static dev.assay.experiment.doubles.Api.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProvidedRunTest extends ServiceTest {

    private record Answer(String problemId, String form, String answer) {}

    private static Run provide(List<Answer> answers) {
        byte[] body = AssayJson.writeBytes(Map.of("answers", answers, "name", "mine", "dataset_id", "d200"));
        HttpResponse<byte[]> response = Api.postBytes("/runs/provided", body);
        assertThat(response.statusCode()).isEqualTo(201);
        return AssayJson.read(response.body(), Run.class);
    }

    @Test
    void brought_answers_are_judged_as_they_came() {
        String hostile = "a\u0000b\ud800c\ud83d\ude00\r\n'\"\\";
        Run run = provide(List.of(
                new Answer("P/3", "program", hostile),
                new Answer("P/1", "completion", ""),
                new Answer("P/3", "chat", "second")));
        assertThat(run.name()).isEqualTo("mine");

        Run finished = await(run, RunState.FINISHED);

        assertThat(finished.progress().passed()).isEqualTo(3);
        assertThat(finished.progress().successRate()).isEmpty();
        List<AttemptGenerated> sent = pipeline.provided(run.runId());
        assertThat(sent).hasSize(3);
        assertThat(sent.stream().map(ProvidedRunTest::answer))
                .containsExactlyInAnyOrder(
                        Generation.provided(AnswerForm.PROGRAM, hostile),
                        Generation.provided(AnswerForm.COMPLETION, ""),
                        Generation.provided(AnswerForm.CHAT, "second"));
        assertThat(Api.trials(run).stream().map(Trial::sampleNumber)).containsExactly(1, 1, 2);
        assertThat(neighbours.account(run.runId())).isEmpty();
    }

    @Test
    void only_a_window_of_brought_answers_is_in_the_broker() {
        pipeline.judge(brought -> {});
        Run run = provide(IntStream.range(0, 200)
                .mapToObj(i -> new Answer("P/" + i, "chat", "x"))
                .toList());
        Awaitility.await().until(() -> pipeline.provided(run.runId()).size() == 64);
        assertThat(Api.run(run).progress().ended()).isZero();

        pipeline.judge(brought -> pipeline.finished(brought.attempt(), Verdict.WRONG_ANSWER));
        pipeline.provided(run.runId()).forEach(brought -> pipeline.finished(brought.attempt(), Verdict.WRONG_ANSWER));

        Run finished = await(run, RunState.FINISHED);
        assertThat(finished.progress().verdicts()).containsEntry(Verdict.WRONG_ANSWER, 200L);
    }

    @Test
    void a_failure_of_the_sandbox_is_tried_again() {
        pipeline.judge(brought -> {
            if (brought.attempt().dispatchNumber() == 1) {
                pipeline.failed(brought.attempt(), true);
            } else {
                pipeline.finished(brought.attempt(), Verdict.PASSED);
            }
        });

        Run run = await(provide(List.of(new Answer("P/0", "chat", "x"))), RunState.FINISHED);

        assertThat(run.progress().passed()).isEqualTo(1);
    }

    @Test
    void a_large_answer_goes_through_and_one_too_large_is_refused_by_its_place() {
        String large = "x".repeat(3 * 1024 * 1024 - 10);
        await(provide(List.of(new Answer("P/0", "chat", large))), RunState.FINISHED);

        refused(
                List.of(new Answer("P/0", "chat", "x"), new Answer("P/1", "chat", "\u0000".repeat(600_000))),
                "answers[1].answer");
        refused(List.of(new Answer("P/0", "chat", "x".repeat(7 * 1024 * 1024))), "answers[0].answer");
    }

    @Test
    void what_is_wrong_with_an_upload_is_said_by_its_place() {
        refused(List.of(new Answer("P/0", "poem", "x")), "answers[0].form");
        refused(List.of(), "answers");
        post("/runs/provided", "{\"dataset_id\": \"d2\", \"answers\": [{\"problem_id\": \"P/0\"}]}")
                .statusCode(400)
                .body("violations.field", contains("answers[0].form", "answers[0].answer"));
        post("/runs/provided", "{\"dataset_id\": \"d2\", \"answers\": [{\"task_id\": \"P/0\"}]}")
                .statusCode(400)
                .body("violations.field", contains("answers[0].task_id"));
        post("/runs/provided", "{\"dataset_id\": \"d2\", \"answer\": []}")
                .statusCode(400)
                .body("violations.field", contains("answer"));
        post("/runs/provided", "{\"dataset_id\": \"d2\", \"answers\": [").statusCode(400);
        post("/runs/provided", "[]").statusCode(400);
        post("/runs/provided", "").statusCode(400);
        post("/runs/provided", "{\"answers\": [{\"problem_id\": \"P/0\", \"form\": \"chat\", \"answer\": \"\"}]}")
                .statusCode(400)
                .body("violations.field", contains("dataset_id"));
    }

    @Test
    void problems_that_do_not_exist_are_named() {
        List<Answer> answers = IntStream.range(195, 220)
                .mapToObj(i -> new Answer("P/" + i, "chat", "x"))
                .toList();
        post("/runs/provided", AssayJson.write(Map.of("answers", answers, "dataset_id", "d200")))
                .statusCode(400)
                .body("detail", containsString("P/200, P/201"))
                .body("detail", containsString("and 10 more"));
    }

    @Test
    void the_same_key_makes_the_same_run() {
        String body =
                "{\"dataset_id\": \"d2\", \"answers\": [{\"problem_id\": \"P/0\", \"form\": \"chat\", \"answer\": \"\"}]}";
        String key = Api.newId();
        String run = withKey(key, body).statusCode(201).extract().path("run_id");
        withKey(key, body).statusCode(200).body("run_id", equalTo(run));
        withKey(key, body.replace("\"\"", "\"x\"")).statusCode(409);
    }

    private static ValidatableResponse withKey(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/runs/provided")
                .then();
    }

    private static void refused(List<Answer> answers, String field) {
        post("/runs/provided", AssayJson.write(Map.of("dataset_id", "d200", "answers", answers)))
                .statusCode(400)
                .body("violations.field", contains(field));
    }

    private static Generation answer(AttemptGenerated event) {
        return ((GenerationOutcome.Answered) event.outcome()).generation();
    }
}
