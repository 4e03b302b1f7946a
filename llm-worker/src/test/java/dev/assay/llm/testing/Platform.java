package dev.assay.llm.testing;

import static io.restassured.RestAssured.given;

import dev.assay.contracts.account.Account;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a test of the worker has around it, with names that no other test uses. */
@Singleton
public class Platform {

    public final Broker broker;
    public final ModelServer models;
    public final ProblemServer problems;

    Platform(Broker broker, ModelServer models, ProblemServer problems) {
        this.broker = broker;
        this.models = models;
        this.problems = problems;
    }

    /** A model with a script. */
    public String model(ModelServer.Script script) {
        String name = "model-" + UUID.randomUUID();
        models.script(name, script);
        return name;
    }

    /** An open account without a limit. */
    public String account() {
        return account(Account.State.OPEN, Optional.empty());
    }

    public String account(Account.State state, Optional<String> limitUsd) {
        String id = "account-" + UUID.randomUUID();
        set(id, state, limitUsd);
        return id;
    }

    public Account set(String accountId, Account.State state, Optional<String> limitUsd) {
        Map<String, Object> setting = limitUsd.<Map<String, Object>>map(
                        limit -> Map.of("state", state, "limit_usd", new java.math.BigDecimal(limit)))
                .orElse(Map.of("state", state));
        return AssayJson.read(
                given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN)
                        .contentType("application/json")
                        .body(AssayJson.write(setting))
                        .put("/internal/accounts/" + accountId)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                Account.class);
    }

    public Account get(String accountId) {
        return AssayJson.read(
                given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN)
                        .get("/internal/accounts/" + accountId)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                Account.class);
    }

    /** A request of a new attempt at a problem of its own. */
    public RequestBuilder request(String accountId, String model) {
        return request(accountId, model, "def f(): # " + UUID.randomUUID());
    }

    public RequestBuilder request(String accountId, String model, String prompt) {
        return new RequestBuilder(problems.problem(prompt), accountId, models.baseUrl(), model);
    }

    public static Generation generation(AttemptGenerated event) {
        return ((GenerationOutcome.Answered) event.outcome()).generation();
    }

    public static StageError error(AttemptGenerated event) {
        return ((GenerationOutcome.Failed) event.outcome()).error();
    }

    public static WithheldReason withheld(AttemptGenerated event) {
        return ((GenerationOutcome.Withheld) event.outcome()).reason();
    }
}
