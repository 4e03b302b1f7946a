package dev.assay.scorer.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.contracts.json.AssayJson;
import dev.assay.embedded.testing.PlatformInfrastructure;
import dev.assay.scorer.testing.AttemptBuilder;
import dev.assay.scorer.testing.Broker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class ComparisonResourceTest {

    private static final String FIRST = "bench_0000000c_20261121_000000";
    private static final String SECOND = "bench_0000000d_20261121_000000";

    @TestHTTPResource("/internal/comparisons")
    URI comparisons;

    @Inject
    Broker broker;

    @Test
    void a_trial_is_as_its_last_attempt_and_costs_what_all_of_them_cost() throws Exception {
        AttemptBuilder repaired = AttemptBuilder.attempt(FIRST);
        finish(repaired, Verdict.WRONG_ANSWER);
        finish(repaired.next(), Verdict.PASSED);
        finish(AttemptBuilder.attempt(SECOND), Verdict.WRONG_ANSWER);

        HttpResponse<byte[]> response = compare("token-of-experiment");

        assertThat(response.statusCode()).isEqualTo(200);
        Comparison comparison = AssayJson.read(response.body(), Comparison.class);
        Comparison.Side first = comparison.sides().getFirst();
        assertThat(first.samples()).isEqualTo(1);
        assertThat(first.rate().orElseThrow().value()).isEqualTo(1);
        assertThat(first.costUsd()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.00025"));
        assertThat(first.meanGenerationMs()).contains(2468L);
        assertThat(comparison.differences().getFirst().lost()).containsExactly("HumanEval/0");
        assertThat(comparison.differences().getFirst().verdict()).startsWith("no evidence of a difference");
    }

    @Test
    void only_the_experiment_service_is_let_in() throws Exception {
        assertThat(compare("token-of-llm").statusCode()).isEqualTo(403);
    }

    private void finish(AttemptBuilder attempt, Verdict verdict) {
        broker.send(attempt.answered());
        broker.send(attempt.ran(verdict));
        broker.awaitFinished(attempt.id(), 1);
    }

    private HttpResponse<byte[]> compare(String token) throws Exception {
        ComparisonPlan plan = new ComparisonPlan(List.of(
                new ComparisonPlan.Side("a", FIRST, "exp_00000001", List.of()),
                new ComparisonPlan.Side("b", SECOND, "exp_00000001", List.of())));
        HttpRequest request = HttpRequest.newBuilder(comparisons)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(AssayJson.writeBytes(plan)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
