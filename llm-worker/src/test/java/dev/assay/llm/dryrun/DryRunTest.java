package dev.assay.llm.dryrun;

import static dev.assay.llm.testing.ModelServer.answer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.contracts.estimate.DryRun;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.experiment.ResponseFormat;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.ProblemRef;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@WorkerTest
class DryRunTest {

    private static final ProblemRef UNKNOWN =
            new ProblemRef("set", "v1", "set/unknown", "function-completion", "no-such-hash", "oracle");

    @Inject
    Platform platform;

    @Inject
    Jdbi jdbi;

    @Test
    void every_call_is_new_answered_or_an_error_and_none_is_made() {
        String model = platform.model((_, _) -> answer("x", 10, 37));
        RequestBuilder answered = platform.request(platform.account(), model);
        platform.broker.send(answered.build());
        platform.broker.awaitFirst(answered.id());
        GenerateAttempt request = answered.build();
        ProblemRef other = platform.problems.problem("def g(): # " + UUID.randomUUID());
        long rows = rows();

        DryRun dryRun = ask(question(request, List.of(request.problem(), other, UNKNOWN), 2, true));

        assertThat(dryRun.total()).isEqualTo(6);
        assertThat(dryRun.newCalls())
                .as("the second sample of the first, both of the other")
                .isEqualTo(3);
        assertThat(dryRun.answered()).isEqualTo(1);
        assertThat(dryRun.errors()).isEqualTo(2);
        assertThat(dryRun.errorDetails())
                .containsExactly(
                        new DryRun.ErrorDetail("set/unknown", "dataset-service does not know the problem set/unknown"));
        assertThat(platform.models.calls(model))
                .as("the call before the dry run")
                .hasSize(1);
        assertThat(rows()).isEqualTo(rows);
    }

    @Test
    void without_re_use_nothing_counts_as_answered() {
        String model = platform.model((_, _) -> answer("x", 10, 37));
        RequestBuilder answered = platform.request(platform.account(), model);
        platform.broker.send(answered.build());
        platform.broker.awaitFirst(answered.id());

        DryRun dryRun = ask(question(answered.build(), List.of(answered.build().problem()), 1, false));

        assertThat(dryRun.answered()).isZero();
        assertThat(dryRun.newCalls()).isEqualTo(1);
    }

    @Test
    void the_output_of_earlier_answers_is_expected_of_the_next_ones() {
        String model = platform.model((number, _) -> answer("x", 10, number == 1 ? 30 : 50));
        String account = platform.account();
        RequestBuilder first = platform.request(account, model).maxConcurrency(1);
        RequestBuilder second = platform.request(account, model).maxConcurrency(1);
        platform.broker.send(first.build());
        platform.broker.awaitFirst(first.id());
        platform.broker.send(second.build());
        platform.broker.awaitFirst(second.id());
        GenerateAttempt next = platform.request(account, model).build();

        DryRun dryRun = ask(question(next, List.of(next.problem()), 3, false));

        assertThat(dryRun.knownAnswers()).isEqualTo(2);
        assertThat(dryRun.expected().outputTokens()).isEqualTo(3 * 40);
    }

    @Test
    void without_earlier_answers_the_default_is_expected_up_to_what_may_be_written() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model, "def f(): pass");
        GenerateAttempt roomy = request.maxOutputTokens(1000).build();
        GenerateAttempt narrow = request.maxOutputTokens(50).build();

        DryRun dryRun = ask(question(roomy, List.of(roomy.problem()), 2, false));

        assertThat(dryRun.knownAnswers()).isZero();
        assertThat(dryRun.expected()).as("4 tokens of text and 4 of frame").isEqualTo(new Usage(16, 400, 0, 0, 0));
        assertThat(dryRun.maxOutputTokens()).isEqualTo(2000);
        assertThat(dryRun.maxInputTokens()).isGreaterThan(2 * 528);
        assertThat(ask(question(narrow, List.of(narrow.problem()), 2, false))
                        .expected()
                        .outputTokens())
                .isEqualTo(100);
    }

    @Test
    void a_preview_is_the_prompt_as_the_call_would_carry_it() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model).template("complete-function");
        ProblemRef other = platform.problems.problem("def g(): # " + UUID.randomUUID());

        DryRun dryRun = ask(question(request.build(), List.of(request.build().problem(), other), 2, false));
        platform.broker.send(request.build());
        var call = Platform.generation(platform.broker.awaitFirst(request.id())).call();

        assertThat(dryRun.previews()).hasSize(1);
        assertThat(dryRun.previews().getFirst().promptHash())
                .isEqualTo(call.orElseThrow().promptHash());
        assertThat(dryRun.previews().getFirst().messages())
                .isEqualTo(call.orElseThrow().prompt());
        assertThat(dryRun.previews().getFirst().promptTemplate()).isEqualTo("complete-function.v1");
    }

    @Test
    void what_a_model_cannot_do_is_a_note_or_where_it_may_not_degrade_an_error() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model);
        GenerateAttempt degrading = request.format(new ResponseFormat.JsonObject(java.util.Optional.of(true)))
                .build();
        GenerateAttempt strict = request.format(new ResponseFormat.JsonObject(java.util.Optional.of(false)))
                .build();

        assertThat(ask(question(degrading, List.of(degrading.problem()), 1, false))
                        .notes())
                .containsExactly("response_format: json_object -> prompt only");
        DryRun refused = ask(question(strict, List.of(strict.problem()), 1, false));
        assertThat(refused.newCalls()).isZero();
        assertThat(refused.errorDetails().getFirst().reason()).contains("json_object");
    }

    @Test
    void it_does_not_wait_for_dataset_service() {
        GenerateAttempt request = platform.request(platform.account(), "m").build();
        String known = AssayJson.write(question(request, List.of(request.problem()), 1, false));
        platform.problems.away(true);
        try {
            asked().body(known).post("/internal/dry-runs").then().statusCode(503);
        } finally {
            platform.problems.away(false);
        }
        await().until(() -> asked().body(known).post("/internal/dry-runs").statusCode() == 200);
    }

    @Test
    void a_question_needs_its_parts_and_the_credential() {
        String body = "{\"samples\": 1, \"reuse_answers\": false, \"previews\": 0}";
        asked().body(body)
                .post("/internal/dry-runs")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("body"));
        given().contentType("application/json")
                .body(body)
                .post("/internal/dry-runs")
                .then()
                .statusCode(401);
    }

    private static DryRun.Question question(
            GenerateAttempt request, List<ProblemRef> problems, int samples, boolean reuseAnswers) {
        return new DryRun.Question(
                "exp_1",
                request.model(),
                request.sampling(),
                request.promptTemplate(),
                problems,
                samples,
                reuseAnswers,
                1,
                request.language(),
                request.help());
    }

    private static DryRun ask(DryRun.Question question) {
        return AssayJson.read(
                asked().body(AssayJson.write(question))
                        .post("/internal/dry-runs")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                DryRun.class);
    }

    private long rows() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from ledger")
                .mapTo(Long.class)
                .one());
    }

    private static RequestSpecification asked() {
        return given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN)
                .contentType("application/json");
    }
}
