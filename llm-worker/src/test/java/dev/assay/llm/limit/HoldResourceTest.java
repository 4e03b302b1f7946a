package dev.assay.llm.limit;

import static dev.assay.llm.testing.ModelServer.answer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contracts.call.ModelHolds;
import dev.assay.contracts.call.ModelHolds.Held;
import dev.assay.contracts.json.AssayJson;
import dev.assay.llm.testing.ModelServer.Reply;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WorkerTest
class HoldResourceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Platform platform;

    @Test
    void a_provider_that_wants_to_be_left_alone_is_named_with_its_reason_until_it_answers_again() {
        String model = platform.model((number, _) -> number <= 2
                ? new Reply(429, Map.of("Retry-After", "4"), "{\"error\":{\"message\":\"slow down\"}}")
                : answer("x", 1, 1));
        // Another spelling is another provider: what happens here holds up no other test.
        String address = platform.models.otherBaseUrl().replace("localhost", "LOCALHOST");
        RequestBuilder request = platform.request(platform.account(), model).at(address);
        String key = request.build().model().key();

        platform.broker.send(request.build());

        Held held = await().atMost(PATIENCE)
                .until(() -> holds(key), found -> !found.isEmpty())
                .getFirst();
        assertThat(held.modelKey()).isEqualTo(key);
        assertThat(held.hold().provider()).startsWith("LOCALHOST:");
        assertThat(held.hold().until()).isAfter(Instant.EPOCH);
        assertThat(held.hold().reason()).contains("rate_limit", "slow down");
        platform.broker.awaitFirst(request.id());
        assertThat(holds(key)).isEmpty();
    }

    private static List<Held> holds(String modelKey) {
        return AssayJson.read(
                        given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN)
                                .contentType("application/json")
                                .body(AssayJson.write(
                                        new ModelHolds.Question(List.of(modelKey, "http://unknown/v1|m"))))
                                .post("/internal/models/holds")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asByteArray(),
                        ModelHolds.class)
                .items();
    }
}
