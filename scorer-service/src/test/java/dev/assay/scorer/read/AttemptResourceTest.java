package dev.assay.scorer.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Page;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.embedded.testing.PlatformInfrastructure;
import dev.assay.scorer.testing.AttemptBuilder;
import dev.assay.scorer.testing.Broker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class AttemptResourceTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String EXPERIMENT = "token-of-experiment";
    private static final int MANY = 200_000;

    @TestHTTPResource("/internal/attempts")
    URI attempts;

    @Inject
    Broker broker;

    @Inject
    Jdbi jdbi;

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void an_attempt_is_served_whole_and_in_snake_case() throws Exception {
        AttemptBuilder attempt = AttemptBuilder.attempt().answering("NUL \u0000 and a lone \ud800");
        finish(attempt, Verdict.WRONG_ANSWER);

        HttpResponse<byte[]> response = get("/" + attempt.id(), EXPERIMENT);

        assertThat(response.statusCode()).isEqualTo(200);
        AttemptRecord record = AssayJson.read(response.body(), AttemptRecord.class);
        assertThat(record.generation()).contains(attempt.generation());
        assertThat(record.execution()).contains(attempt.execution(Verdict.WRONG_ANSWER));
        JsonNode json = AssayJson.events().readTree(response.body());
        assertThat(json.at("/attempt/dispatch_number").asInt()).isEqualTo(1);
        assertThat(json.at("/verdict").asText()).isEqualTo("wrong_answer");
        assertThat(json.at("/execution/tests/2/message").isMissingNode()).isTrue();
    }

    @Test
    void an_attempt_nobody_heard_of_is_404() throws Exception {
        HttpResponse<byte[]> response = get("/" + UUID.randomUUID(), EXPERIMENT);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void answers_come_many_at_a_time_and_say_of_hidden_tests_only_how_many_failed() throws Exception {
        AttemptBuilder first = AttemptBuilder.attempt().answering("NUL \u0000 and a lone \ud800");
        AttemptBuilder second = AttemptBuilder.attempt().answering("x".repeat(3_000_000));
        AttemptBuilder third = AttemptBuilder.attempt().answering("y".repeat(3_000_000));
        List.of(first, second, third).forEach(attempt -> finish(attempt, Verdict.WRONG_ANSWER));
        UUID unknown = UUID.randomUUID();

        AttemptAnswer.Batch batch = answers(List.of(unknown, first.id(), second.id(), third.id()));

        assertThat(batch.covered()).isEqualTo(3);
        assertThat(batch.items()).extracting(AttemptAnswer::attemptId).containsExactly(first.id(), second.id());
        AttemptAnswer answer = batch.items().getFirst();
        assertThat(answer.answer()).contains("NUL \u0000 and a lone \ud800");
        assertThat(answer.failedTests()).containsExactly("shown", "told");
        assertThat(answer.hiddenTests()).isEqualTo(1);
        assertThat(answer.hiddenFailed()).isEqualTo(1);
        assertThat(answers(List.of(third.id())).items()).hasSize(1);
    }

    private AttemptAnswer.Batch answers(List<UUID> ids) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(attempts + "/answers"))
                .header("Authorization", "Bearer " + EXPERIMENT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(AssayJson.writeBytes(new AttemptAnswer.Question(ids))))
                .build();
        HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return AssayJson.read(response.body(), AttemptAnswer.Batch.class);
    }

    @Test
    void only_the_experiment_service_is_let_in() throws Exception {
        assertThat(get("?run_id=any", "token-of-llm").statusCode()).isEqualTo(403);
        assertThat(get("/" + UUID.randomUUID(), "token-of-llm").statusCode()).isEqualTo(403);
        HttpRequest anonymous =
                HttpRequest.newBuilder(URI.create(attempts + "?run_id=any")).build();
        assertThat(HTTP.send(anonymous, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?run_id=any&limit=0",
                "?run_id=any&limit=1001",
                "?run_id=any&limit=ten",
                "?run_id=any&cursor=nonsense",
                "?run_id=any&cursor=!",
                "?trial_id=not-a-uuid",
                "?run_id=any&trial_id=00000000-0000-0000-0000-000000000000",
                "?",
                "/not-a-uuid"
            })
    void a_wrong_parameter_is_400_and_named(String query) throws Exception {
        HttpResponse<byte[]> response = get(query, EXPERIMENT);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(AssayJson.events()
                        .readTree(response.body())
                        .at("/violations/0/field")
                        .asText())
                .isIn("limit", "cursor", "trial_id", "run_id", "attempt_id");
    }

    @Test
    void the_attempts_of_a_trial_come_in_order_and_before_they_ended_without_a_verdict() throws Exception {
        AttemptBuilder first = AttemptBuilder.attempt();
        finish(first, Verdict.WRONG_ANSWER);
        finish(first.next(), Verdict.PASSED);
        AttemptBuilder withheld = first.next().next();
        broker.send(withheld.withheld());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/" + withheld.id(), EXPERIMENT).statusCode() == 200);
        finish(withheld.next(), Verdict.PASSED);

        List<AttemptSummary> listed = page("?trial_id=" + first.ref().trialId()).items();

        assertThat(listed).extracting(AttemptSummary::attemptNumber).containsExactly(1, 2, 3, 4);
        assertThat(listed)
                .extracting(AttemptSummary::verdict)
                .containsExactly(
                        Optional.of(Verdict.WRONG_ANSWER),
                        Optional.of(Verdict.PASSED),
                        Optional.empty(),
                        Optional.of(Verdict.PASSED));
        assertThat(listed.getFirst().usage()).isEqualTo(AttemptBuilder.USAGE);
        assertThat(listed.getFirst().problemId()).isEqualTo("HumanEval/0");
    }

    @Test
    void pages_of_a_run_hold_every_attempt_once_and_the_last_one_says_so() throws Exception {
        String runId = "bench_0000000a_20261121_000000";
        Set<UUID> expected = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            AttemptBuilder attempt = AttemptBuilder.attempt(runId);
            finish(attempt, Verdict.PASSED);
            expected.add(attempt.id());
        }

        Page<AttemptSummary> first = page("?limit=3&run_id=" + runId);
        Page<AttemptSummary> second =
                page("?limit=3&run_id=" + runId + "&cursor=" + first.next().orElseThrow());

        assertThat(first.items()).hasSize(3);
        assertThat(second.next()).isEmpty();
        Set<UUID> seen = new HashSet<>();
        first.items().forEach(item -> assertThat(seen.add(item.attemptId())).isTrue());
        second.items().forEach(item -> assertThat(seen.add(item.attemptId())).isTrue());
        assertThat(seen).isEqualTo(expected);
        assertThat(page("?limit=5&run_id=" + runId).next()).isEmpty();
    }

    @Test
    void a_page_deep_in_a_long_run_is_found_by_index_without_sorting() throws Exception {
        String runId = "bench_0000000b_20261121_000000";
        insert(runId, MANY);

        Set<UUID> seen = new HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<AttemptSummary> page = page("?limit=1000&run_id=" + runId
                    + cursor.map(place -> "&cursor=" + place).orElse(""));
            page.items().forEach(item -> seen.add(item.attemptId()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(seen).hasSize(MANY);
        String plan = jdbi.withHandle(handle -> {
            handle.execute("analyze attempt");
            return String.join(
                    "\n",
                    handle.createQuery("""
                            explain select ordinal, summary from attempt
                            where run_id = :run_id and ordinal > 150000 order by ordinal limit 1001
                            """)
                            .bind("run_id", runId)
                            .mapTo(String.class)
                            .list());
        });
        assertThat(plan).contains("Index Scan").doesNotContain("Sort").doesNotContain("Seq Scan");
    }

    private void insert(String runId, int count) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into attempt (
                            attempt_id, trial_id, run_id, experiment_id, attempt_number, dispatch_number, problem, summary)
                        select id, id, :run_id, 'exp_00000001', 1, 1, '{}'::bytea, convert_to(json_build_object(
                            'attempt_id', id, 'trial_id', id, 'run_id', :run_id, 'experiment_id', 'exp_00000001',
                            'problem_id', 'HumanEval/0', 'attempt_number', 1,
                            'usage', json_build_object('input_tokens', 1, 'output_tokens', 1, 'reasoning_tokens', 0,
                                'cache_read_tokens', 0, 'cache_write_tokens', 0),
                            'cost', json_build_object())::text, 'UTF8')
                        from (select gen_random_uuid() as id from generate_series(1, :count)) as ids
                        """)
                .bind("run_id", runId)
                .bind("count", count)
                .execute());
    }

    private void finish(AttemptBuilder attempt, Verdict verdict) {
        broker.send(attempt.answered());
        broker.send(attempt.ran(verdict));
        broker.awaitFinished(attempt.id(), 1);
    }

    private Page<AttemptSummary> page(String query) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(query, EXPERIMENT);
        assertThat(response.statusCode()).isEqualTo(200);
        return AssayJson.events().readValue(response.body(), new TypeReference<>() {});
    }

    private HttpResponse<byte[]> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(attempts + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
