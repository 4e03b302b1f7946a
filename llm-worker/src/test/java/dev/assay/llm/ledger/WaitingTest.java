package dev.assay.llm.ledger;

import static dev.assay.llm.testing.ModelServer.answer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contracts.account.Account;
import dev.assay.contracts.call.WaitingAttempts;
import dev.assay.contracts.json.AssayJson;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WorkerTest
class WaitingTest {

    @Inject
    Platform platform;

    @Test
    void an_attempt_waits_until_it_is_answered() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        String account = platform.account(Account.State.PAUSED, Optional.empty());
        RequestBuilder request = platform.request(account, model);
        UUID lost = UUID.randomUUID();

        platform.broker.send(request.build());

        await().untilAsserted(() -> assertThat(waiting(request.id(), lost)).containsExactly(request.id()));
        platform.set(account, Account.State.OPEN, Optional.empty());
        platform.broker.awaitFirst(request.id());
        assertThat(waiting(request.id(), lost)).isEmpty();
    }

    private static List<UUID> waiting(UUID... attemptIds) {
        return AssayJson.read(
                        given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN)
                                .contentType("application/json")
                                .body(AssayJson.write(new WaitingAttempts(List.of(attemptIds))))
                                .post("/internal/attempts/waiting")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asByteArray(),
                        WaitingAttempts.class)
                .attemptIds();
    }
}
