package dev.assay.llm;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.ModelServer.error;
import static dev.assay.llm.testing.Platform.error;
import static dev.assay.llm.testing.Platform.generation;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Ids;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.testing.ModelServer.Reply;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import dev.assay.llm.testing.protocol.Dialect;
import dev.assay.llm.testing.protocol.Said;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests from the record that comes in to the record that goes out. */
@WorkerTest
class WorkFlowTest {

    @Inject
    Platform platform;

    @Test
    void a_request_becomes_an_answer_with_everything_known_about_it() {
        String model = platform.model((_, _) -> answer("```python\nx\n```", 12, 7));
        RequestBuilder request = platform.request(platform.account(), model, "def f():\n    \"\"\"{x}\"\"\"\n")
                .price("2", "8");

        platform.broker.send(request.build());

        AttemptGenerated event = platform.broker.awaitFirst(request.id());
        assertThat(event.attempt()).isEqualTo(request.build().attempt());
        assertThat(event.problem()).isEqualTo(request.build().problem());
        Generation generation = generation(event);
        assertThat(generation.source()).isEqualTo(Generation.Source.MODEL);
        assertThat(generation.form()).isEqualTo(AnswerForm.CHAT);
        assertThat(generation.answer()).isEqualTo("```python\nx\n```");
        assertThat(generation.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(generation.usage()).isEqualTo(new Usage(12, 7, 0, 0, 0));
        assertThat(generation.cost().costUsd().orElseThrow()).isEqualByComparingTo("0.00008");
        assertThat(generation.cost().spentUsd()).isEqualTo(generation.cost().costUsd());
        assertThat(generation.cachedFrom()).isEmpty();
        assertThat(platform.get(request.build().accountId()).spentUsd()).isEqualByComparingTo("0.00008");

        Generation.ModelCall call = generation.call().orElseThrow();
        List<ChatMessage> messages = List.of(new ChatMessage("user", "def f():\n    \"\"\"{x}\"\"\"\n"));
        assertThat(call.prompt()).isEqualTo(messages);
        assertThat(call.promptHash()).isEqualTo(Ids.sha256(AssayJson.write(messages)));
        assertThat(call.promptTemplate()).isEqualTo("prompt-only.v1");
        assertThat(call.url()).isEqualTo(platform.models.baseUrl() + "/chat/completions");
        assertThat(call.wireRequest())
                .isEqualTo(platform.models.calls(model).getFirst().body());
        assertThat(AssayJson.read(call.wireResponse(), JsonNode.class)
                        .path("id")
                        .asText())
                .isEqualTo("chatcmpl-1");
        assertThat(call.servedModel()).isEqualTo("served-model");
        assertThat(call.provider()).isEqualTo("127.0.0.1");
        assertThat(call.retries()).isEmpty();
    }

    @Test
    void duplicates_and_reordered_records_make_one_call_each() {
        String model = platform.model((_, call) -> answer("to " + call.prompt(), 1, 1));
        String account = platform.account();
        List<RequestBuilder> requests = IntStream.range(0, 40)
                .mapToObj(_ -> platform.request(account, model))
                .toList();
        List<GenerateAttempt> records = new ArrayList<>();
        requests.forEach(request -> records.addAll(Collections.nCopies(3, request.build())));
        Collections.shuffle(records, new Random(7));

        platform.broker.send(records.toArray(GenerateAttempt[]::new));

        for (RequestBuilder request : requests) {
            platform.broker.awaitFirst(request.id());
        }
        assertThat(platform.models.calls(model)).hasSize(40);
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(platform.broker.heard(request.id())).hasSize(1));
    }

    @Test
    void no_more_calls_are_in_flight_than_the_model_may_have() {
        CountDownLatch three = new CountDownLatch(3);
        String model = platform.model((_, _) -> {
            three.countDown();
            three.await();
            return answer("x", 1, 1);
        });
        String account = platform.account();
        List<RequestBuilder> requests = IntStream.range(0, 30)
                .mapToObj(_ -> platform.request(account, model).maxConcurrency(3))
                .toList();

        requests.forEach(request -> platform.broker.send(request.build()));

        requests.forEach(request -> platform.broker.awaitFirst(request.id()));
        assertThat(platform.models.mostInFlight(model)).isEqualTo(3);
        assertThat(platform.models.calls(model)).hasSize(30);
    }

    @Test
    void a_further_dispatch_of_an_answered_attempt_gets_the_stored_answer() {
        String model = platform.model((number, _) -> answer("answer " + number, 1, 1));
        RequestBuilder request = platform.request(platform.account(), model);
        platform.broker.send(request.build());
        platform.broker.awaitFirst(request.id());

        platform.broker.send(
                request.dispatch(3).build(),
                request.dispatch(2).build(),
                request.dispatch(1).build());

        assertThat(generation(platform.broker.awaitDispatch(request.id(), 3)).answer())
                .isEqualTo("answer 1");
        assertThat(platform.models.calls(model)).hasSize(1);
        assertThat(platform.broker.heard(request.id()))
                .extracting(event -> event.attempt().dispatchNumber())
                .containsExactly(1, 3);
    }

    @Test
    void a_dispatch_that_comes_while_the_call_is_in_flight_is_the_one_that_is_answered() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        String model = platform.model((_, _) -> {
            began.countDown();
            go.await();
            return answer("x", 1, 1);
        });
        RequestBuilder request = platform.request(platform.account(), model);
        platform.broker.send(request.build());
        await().until(() -> began.getCount() == 0);

        platform.broker.send(request.dispatch(2).build());
        RequestBuilder behind = platform.request(platform.account(), platform.model((_, _) -> answer("x", 1, 1)));
        sendBehind(request, behind);
        platform.broker.awaitFirst(behind.id());
        go.countDown();

        platform.broker.awaitDispatch(request.id(), 2);
        assertThat(platform.broker.heard(request.id())).hasSize(1);
        assertThat(platform.models.calls(model)).hasSize(1);
    }

    @Test
    void a_further_dispatch_of_a_failed_attempt_is_called_again() {
        String model = platform.model((number, _) -> number == 1 ? error(400, "no") : answer("yes", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model);
        platform.broker.send(request.build());
        assertThat(error(platform.broker.awaitFirst(request.id())).cause()).isEqualTo("invalid_request");

        platform.broker.send(request.dispatch(2).build());

        assertThat(generation(platform.broker.awaitDispatch(request.id(), 2)).answer())
                .isEqualTo("yes");
        assertThat(platform.models.calls(model)).hasSize(2);
    }

    @Test
    void an_answer_is_used_again_where_that_is_allowed_and_names_its_origin() {
        String model = platform.model((number, _) -> answer("answer " + number, 1000, 1000));
        RequestBuilder first =
                platform.request(platform.account(), model, "def same():\n").price("1", "1");
        platform.broker.send(first.build());
        Generation original = generation(platform.broker.awaitFirst(first.id()));

        String account = platform.account();
        RequestBuilder second = platform.request(account, model, "def same():\n")
                .price("1", "1")
                .reuse();
        platform.broker.send(second.build());
        Generation reused = generation(platform.broker.awaitFirst(second.id()));
        RequestBuilder third = platform.request(account, model, "def same():\n")
                .price("1", "1")
                .reuse();
        platform.broker.send(third.build());

        assertThat(reused.answer()).isEqualTo("answer 1");
        assertThat(reused.cachedFrom()).contains(first.id());
        assertThat(reused.cost().costUsd()).isEqualTo(original.cost().costUsd());
        assertThat(reused.cost().spentUsd().orElseThrow()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(reused.call()).isEqualTo(original.call());
        assertThat(generation(platform.broker.awaitFirst(third.id())).cachedFrom())
                .contains(first.id());
        assertThat(platform.models.calls(model)).hasSize(1);
        assertThat(platform.get(account).spentUsd()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void another_sample_another_template_or_no_permission_means_another_call() {
        String model = platform.model((number, _) -> answer("answer " + number, 1, 1));
        String account = platform.account();
        String prompt = "def other():\n";
        List<RequestBuilder> requests = List.of(
                platform.request(account, model, prompt),
                platform.request(account, model, prompt),
                platform.request(account, model, prompt).reuse().sample(2),
                platform.request(account, model, prompt).reuse().maxOutputTokens(101),
                platform.request(account, model, prompt).reuse().template("complete-function"));

        for (RequestBuilder request : requests) {
            platform.broker.send(request.build());
            assertThat(generation(platform.broker.awaitFirst(request.id())).cachedFrom())
                    .isEmpty();
        }

        assertThat(platform.models.calls(model)).hasSize(requests.size());
    }

    @Test
    void what_can_never_be_asked_fails_at_once_and_says_why() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        String account = platform.account();
        RequestBuilder template = platform.request(account, model).template("no-such-template");
        RequestBuilder problem = new RequestBuilder(
                new dev.assay.contracts.problem.ProblemRef(
                        "set", "v1", "set/unknown", "function-completion", "no-such-hash", "oracle"),
                account,
                platform.models.baseUrl(),
                model);
        RequestBuilder tooLong = platform.request(account, model, "#".repeat(2_000_000));

        platform.broker.send(template.build(), problem.build(), tooLong.build());

        assertThat(error(platform.broker.awaitFirst(template.id())).message()).contains("no-such-template");
        assertThat(error(platform.broker.awaitFirst(problem.id())).message()).contains("set/unknown");
        assertThat(error(platform.broker.awaitFirst(tooLong.id())).message()).contains("larger");
        assertThat(error(platform.broker.awaitFirst(tooLong.id())).retryable()).isFalse();
        assertThat(platform.models.calls(model)).isEmpty();
    }

    @Test
    void calls_wait_for_dataset_service() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model);
        platform.problems.away(true);
        try {
            platform.broker.send(request.build());
            await().during(Duration.ofMillis(500))
                    .until(() -> platform.broker.heard(request.id()).isEmpty());
        } finally {
            platform.problems.away(false);
        }

        assertThat(generation(platform.broker.awaitFirst(request.id()))
                        .call()
                        .orElseThrow()
                        .retries())
                .isEmpty();
    }

    @Test
    void an_answer_with_a_null_character_arrives_unchanged() {
        String text = "a\u0000b \uD83D\uDE00 \u2028";
        String model = platform.model((_, _) -> answer(text, 1, 1));
        RequestBuilder request = platform.request(platform.account(), model);

        platform.broker.send(request.build());

        assertThat(generation(platform.broker.awaitFirst(request.id())).answer())
                .isEqualTo(text);
    }

    @Test
    void an_answer_that_fits_into_no_record_fails_and_is_paid_for() {
        String model = platform.model((_, _) -> answer("x".repeat(3 * 1024 * 1024), 1000, 1000));
        String account = platform.account();
        RequestBuilder request = platform.request(account, model).price("1", "1");

        platform.broker.send(request.build());

        assertThat(error(platform.broker.awaitFirst(request.id())).cause()).isEqualTo("answer_too_large");
        assertThat(platform.get(account).spentUsd()).isEqualByComparingTo("0.002");
    }

    @Test
    void a_response_beyond_all_bounds_is_not_read_to_its_end() {
        String model = platform.model((_, _) -> answer("x".repeat(9 * 1024 * 1024), 1, 1));
        RequestBuilder request = platform.request(platform.account(), model);

        platform.broker.send(request.build());

        assertThat(error(platform.broker.awaitFirst(request.id())).cause()).isEqualTo("answer_too_large");
        assertThat(platform.models.calls(model)).hasSize(1);
    }

    @Test
    void an_answer_without_usage_has_an_unknown_cost_and_is_charged_at_the_worst_case() {
        String model = platform.model((_, _) -> new dev.assay.llm.testing.ModelServer.Reply(
                200, java.util.Map.of(), "{\"choices\":[{\"message\":{\"content\":\"x\"}}]}"));
        String account = platform.account();
        RequestBuilder request =
                platform.request(account, model, "def f(x)").price("0", "1000").maxOutputTokens(100);

        platform.broker.send(request.build());

        Generation generation = generation(platform.broker.awaitFirst(request.id()));
        assertThat(generation.usage()).isEqualTo(Usage.NONE);
        assertThat(generation.cost().costUsd()).isEqualTo(Optional.empty());
        assertThat(platform.get(account).presumedUsd()).isEqualByComparingTo("0.1");
    }

    @Test
    void a_record_that_is_no_request_goes_to_the_dead_letters_and_the_next_one_is_served() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model);
        String key = request.build().attempt().trialId().toString();
        String incomplete = AssayJson.write(request.build()).replaceFirst("\"problem\":\\{[^}]*},", "");

        platform.broker.send(key, "{\"attempt\":".getBytes(StandardCharsets.UTF_8));
        platform.broker.send(key, incomplete.getBytes(StandardCharsets.UTF_8));
        platform.broker.send(request.build());

        platform.broker.awaitFirst(request.id());
        await().untilAsserted(() -> assertThat(platform.broker.deadLetters()).contains("{\"attempt\":", incomplete));
    }

    @Test
    void calls_and_tokens_are_counted_by_provider_and_model() {
        Dialect dialect = Dialect.of(Protocol.CHAT_COMPLETIONS);
        Said said = Said.something();
        String model = platform.model((number, _) -> switch (number) {
            case 1 -> error(500, "once");
            case 2 -> error(429, "too often");
            default -> Reply.stream(dialect.events(said));
        });
        // Another spelling is another provider: what happens here holds up no other test.
        String address = platform.models.otherBaseUrl().replace("localhost", "LocalHost");
        RequestBuilder request = platform.request(platform.account(), model).at(address).stream(true);
        platform.broker.send(request.build());
        platform.broker.awaitFirst(request.id());

        String provider = address.replaceAll("http://|/v1", "");
        String tags = "model=\"" + request.build().model().key() + "\"";
        String both = tags + ",provider=\"" + provider + "\"";
        await().untilAsserted(() -> assertThat(metrics())
                .contains(
                        "assay_llm_call_seconds_count{" + tags + ",outcome=\"answered\",provider=\"" + provider
                                + "\"} 1.0",
                        "assay_llm_call_seconds_count{" + tags + ",outcome=\"server_error\",provider=\"" + provider
                                + "\"} 1.0",
                        "assay_llm_call_seconds_count{" + tags + ",outcome=\"rate_limit\",provider=\"" + provider
                                + "\"} 1.0",
                        "assay_llm_first_token_seconds_count{" + both + "} 1.0",
                        "assay_llm_retries_total{cause=\"server_error\"," + both + "} 1.0",
                        "assay_llm_tokens_total{kind=\"input\"," + both + "} 11.0",
                        "assay_llm_tokens_total{kind=\"output\"," + both + "} 7.0",
                        "assay_llm_tokens_total{kind=\"reasoning\"," + both + "} 5.0",
                        "assay_llm_tokens_total{kind=\"cache_read\"," + both + "} 3.0",
                        "assay_llm_in_flight{" + both + "} 0.0",
                        "assay_llm_circuit{provider=\"" + provider + "\"} 0.0"));
    }

    @Test
    void calls_that_wait_are_counted_by_provider_and_model() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        String account = platform.account(dev.assay.contracts.account.Account.State.PAUSED, Optional.empty());
        RequestBuilder request = platform.request(account, model);
        platform.broker.send(request.build());

        String provider = platform.models.baseUrl().replaceAll("http://|/v1", "");
        await().untilAsserted(() -> assertThat(metrics())
                .contains("assay_llm_queue{model=\"" + request.build().model().key() + "\",provider=\"" + provider
                        + "\"} 1.0"));
    }

    private static List<String> metrics() {
        return given().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    /** The same key is the same partition, so the second record is taken after the first. */
    private void sendBehind(RequestBuilder first, RequestBuilder second) {
        platform.broker.send(first.build().attempt().trialId().toString(), AssayJson.writeBytes(second.build()));
    }
}
