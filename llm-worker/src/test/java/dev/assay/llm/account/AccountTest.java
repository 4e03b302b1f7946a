package dev.assay.llm.account;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.Platform.error;
import static dev.assay.llm.testing.Platform.generation;
import static dev.assay.llm.testing.Platform.withheld;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contracts.account.Account;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.TestSettings;
import dev.assay.llm.testing.WorkerTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts: the endpoint, and that calls keep to them. */
@WorkerTest
class AccountTest {

    private static final int CONCURRENCY = 16;
    private static final BigDecimal LIMIT = new BigDecimal("2.05");

    @Inject
    Platform platform;

    @Inject
    Jdbi jdbi;

    @Test
    void setting_an_account_twice_changes_nothing() {
        String id = "account-" + UUID.randomUUID();
        Account first = platform.set(id, Account.State.OPEN, Optional.of("1.50"));

        assertThat(first)
                .isEqualTo(new Account(
                        id,
                        Account.State.OPEN,
                        Optional.of(new BigDecimal("1.50")),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        List.of()));
        assertThat(platform.set(id, Account.State.OPEN, Optional.of("1.50"))).isEqualTo(first);
        assertThat(platform.get(id)).isEqualTo(first);
    }

    @Test
    void only_experiment_service_may_speak_to_it() {
        given().get("/internal/accounts/a").then().statusCode(401);
        given().header("Authorization", "Bearer " + TestSettings.WORKER_TOKEN)
                .contentType("application/json")
                .body("{\"state\":\"open\"}")
                .put("/internal/accounts/a")
                .then()
                .statusCode(403);
        given().get("/internal/templates").then().statusCode(401);
    }

    @Test
    void an_unknown_account_is_not_found() {
        asExperimentService().get("/internal/accounts/unknown").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"state\":\"shut\"}",
                "{\"state\":\"open\",\"limit_usd\":-1}",
                "{\"state\":\"open\",\"limit\":1}",
                "{\"state\":null}",
                "[]",
                "{"
            })
    void what_is_no_setting_is_refused(String body) {
        asExperimentService()
                .contentType("application/json")
                .body(body)
                .put("/internal/accounts/refused")
                .then()
                .statusCode(400);
        asExperimentService().get("/internal/accounts/refused").then().statusCode(404);
    }

    @Test
    void the_calls_of_a_paused_account_wait_until_it_is_opened() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        String account = platform.account(Account.State.PAUSED, Optional.empty());
        RequestBuilder request = platform.request(account, model);
        RequestBuilder unpaused = platform.request(platform.account(), model);

        platform.broker.send(request.build(), unpaused.build());
        platform.broker.awaitFirst(unpaused.id());
        await().during(Duration.ofMillis(300))
                .until(() -> platform.broker.heard(request.id()).isEmpty());
        platform.set(account, Account.State.OPEN, Optional.empty());

        assertThat(generation(platform.broker.awaitFirst(request.id())).answer())
                .isEqualTo("x");
    }

    @Test
    void calls_wait_for_an_account_that_is_not_known_yet() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        String account = "account-" + UUID.randomUUID();
        RequestBuilder request = platform.request(account, model);

        platform.broker.send(request.build());
        await().during(Duration.ofMillis(300))
                .until(() -> platform.broker.heard(request.id()).isEmpty());
        platform.set(account, Account.State.OPEN, Optional.empty());

        platform.broker.awaitFirst(request.id());
    }

    @Test
    void cancelling_withholds_what_waits_and_keeps_what_is_in_flight() {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        String model = platform.model((_, _) -> {
            began.countDown();
            go.await();
            return answer("paid for", 1, 1);
        });
        String account = platform.account();
        List<RequestBuilder> requests = IntStream.range(0, 5)
                .mapToObj(_ -> platform.request(account, model).maxConcurrency(1))
                .toList();
        platform.broker.send(requests.getFirst().build());
        await().until(() -> began.getCount() == 0);
        List<RequestBuilder> waiting = requests.subList(1, 5);
        waiting.forEach(request -> platform.broker.send(request.build()));

        platform.set(account, Account.State.CANCELLED, Optional.empty());

        waiting.forEach(request ->
                assertThat(withheld(platform.broker.awaitFirst(request.id()))).isEqualTo(WithheldReason.CANCELLED));
        go.countDown();
        assertThat(generation(platform.broker.awaitFirst(requests.getFirst().id()))
                        .answer())
                .isEqualTo("paid for");
        assertThat(platform.models.calls(model)).hasSize(1);
    }

    @Test
    void a_limit_without_a_price_is_an_invalid_request() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(Account.State.OPEN, Optional.of("1")), model)
                .unknownPrice();

        platform.broker.send(request.build());

        assertThat(error(platform.broker.awaitFirst(request.id())).cause()).isEqualTo("invalid_request");
        assertThat(platform.models.calls(model)).isEmpty();
    }

    @Test
    void an_unknown_price_without_a_limit_is_an_unknown_cost() {
        String model = platform.model((_, _) -> answer("x", 1, 1));
        String account = platform.account();
        RequestBuilder request = platform.request(account, model).unknownPrice();

        platform.broker.send(request.build());

        assertThat(generation(platform.broker.awaitFirst(request.id())).cost().costUsd())
                .isEmpty();
        assertThat(platform.get(account).spentUsd()).isZero();
        assertThat(charges(account)).containsExactly("unknown");
    }

    @Test
    void a_lost_answer_stays_within_the_limit_as_if_it_had_been_billed() {
        String model = platform.model((number, _) -> {
            if (number == 1) {
                throw new IOException("the server drops the connection");
            }
            return answer("x", 11, 10);
        });
        String account = platform.account(Account.State.OPEN, Optional.of("0.15"));
        RequestBuilder request = costly(account, model);

        platform.broker.send(request.build());

        assertThat(withheld(platform.broker.awaitFirst(request.id()))).isEqualTo(WithheldReason.BUDGET_EXHAUSTED);
        assertThat(platform.get(account).presumedUsd()).isEqualByComparingTo("0.1");
        assertThat(platform.get(account).spentUsd()).isZero();
        assertThat(charges(account)).containsExactly("presumed");
        assertThat(platform.models.calls(model)).hasSize(1);
    }

    /**
     * 1000 USD a million tokens of output: 0.001 USD a token. A call writes up to 100 of them: 0.1 USD at worst. Three
     * accounts, each with answers of other lengths, at once.
     */
    @Test
    void the_limit_is_never_crossed_and_used_as_far_as_it_goes() {
        recordEveryChange();

        List<Spending> accounts =
                LongStream.of(1, 2, 3).mapToObj(this::beginSpending).toList();

        accounts.forEach(this::assertWithinLimit);
    }

    private record Spending(String account, String model, List<RequestBuilder> requests) {}

    private Spending beginSpending(long seed) {
        int[] answers = new Random(seed).ints(80, 0, 101).toArray();
        String model = platform.model((number, _) -> answer("x", 11, answers[number - 1]));
        String account = platform.account(Account.State.OPEN, Optional.of(LIMIT.toString()));
        List<RequestBuilder> requests =
                IntStream.range(0, 80).mapToObj(_ -> costly(account, model)).toList();
        platform.broker.send(requests.stream().map(RequestBuilder::build).toArray(GenerateAttempt[]::new));
        return new Spending(account, model, requests);
    }

    private void assertWithinLimit(Spending spending) {
        List<AttemptGenerated> events = spending.requests().stream()
                .map(request -> platform.broker.awaitFirst(request.id()))
                .toList();

        Account after = platform.get(spending.account());
        // Up to sixteen endings are one change, so that forty calls are some ten at least.
        assertThat(changes(spending.account()))
                .hasSizeGreaterThan(5)
                .allSatisfy(committed -> assertThat(committed).isLessThanOrEqualTo(LIMIT));
        assertThat(after.spentUsd()).isLessThanOrEqualTo(LIMIT).isEqualByComparingTo(spent(events));
        assertThat(after.reservedUsd()).isZero();
        assertThat(LIMIT.subtract(after.spentUsd())).isLessThan(new BigDecimal("0.1"));
        assertThat(events)
                .filteredOn(event -> event.outcome() instanceof GenerationOutcome.Withheld)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(withheld(event)).isEqualTo(WithheldReason.BUDGET_EXHAUSTED));
        assertThat(platform.models.mostInFlight(spending.model())).isLessThanOrEqualTo(CONCURRENCY);
    }

    @Test
    void what_is_held_for_calls_in_flight_delays_others_and_refuses_none() {
        String model = platform.model((_, _) -> answer("x", 11, 11));
        String account = platform.account(Account.State.OPEN, Optional.of("0.45"));
        List<RequestBuilder> requests =
                IntStream.range(0, 30).mapToObj(_ -> costly(account, model)).toList();

        platform.broker.send(requests.stream().map(RequestBuilder::build).toArray(GenerateAttempt[]::new));

        requests.forEach(
                request -> assertThat(platform.broker.awaitFirst(request.id()).outcome())
                        .isInstanceOf(GenerationOutcome.Answered.class));
        assertThat(platform.get(account).spentUsd()).isEqualByComparingTo("0.33");
    }

    @Test
    void a_further_dispatch_after_the_limit_was_raised_is_called() {
        String model = platform.model((_, _) -> answer("x", 11, 10));
        String account = platform.account(Account.State.OPEN, Optional.of("0.09"));
        RequestBuilder request = costly(account, model);
        platform.broker.send(request.build());
        assertThat(withheld(platform.broker.awaitFirst(request.id()))).isEqualTo(WithheldReason.BUDGET_EXHAUSTED);

        platform.set(account, Account.State.OPEN, Optional.of("0.1"));
        platform.broker.send(request.dispatch(2).build());

        assertThat(generation(platform.broker.awaitDispatch(request.id(), 2)).answer())
                .isEqualTo("x");
    }

    @Test
    void a_warning_has_the_time_at_which_its_share_of_the_limit_was_reached() {
        String model = platform.model((_, _) -> answer("x", 11, 10));
        String account = platform.account(Account.State.OPEN, Optional.of("0.1"));
        Instant before = now();

        spend(account, model, 5);
        BudgetWarning half = platform.get(account).warnings().getLast();
        assertThat(half.percent()).isEqualTo(50);
        Instant between = now();
        spend(account, model, 3);

        List<BudgetWarning> warnings = platform.get(account).warnings();
        assertThat(warnings).extracting(BudgetWarning::percent).containsExactly(50, 80);
        assertThat(warnings.getFirst()).isEqualTo(half);
        assertThat(half.reachedAt()).isBetween(before, between);
        assertThat(warnings.getLast().reachedAt()).isBetween(between, now());
    }

    @Test
    void another_limit_has_warnings_of_its_own() {
        String model = platform.model((_, _) -> answer("x", 11, 10));
        String account = platform.account(Account.State.OPEN, Optional.of("0.12"));
        spend(account, model, 6);
        assertThat(percents(account)).containsExactly(50);

        platform.set(account, Account.State.OPEN, Optional.of("1"));
        assertThat(percents(account)).isEmpty();
        platform.set(account, Account.State.OPEN, Optional.of("0.06"));
        assertThat(percents(account)).containsExactly(50, 80, 100);
        platform.set(account, Account.State.OPEN, Optional.empty());
        assertThat(percents(account)).isEmpty();
    }

    private List<Integer> percents(String account) {
        return platform.get(account).warnings().stream()
                .map(BudgetWarning::percent)
                .toList();
    }

    /** Spends 0.01 USD a call, one after another. */
    private void spend(String account, String model, int calls) {
        for (int i = 0; i < calls; i++) {
            RequestBuilder request = platform.request(account, model, "def f(x)")
                    .price("0", "1000")
                    .maxOutputTokens(10)
                    .maxConcurrency(1);
            platform.broker.send(request.build());
            platform.broker.awaitFirst(request.id());
        }
    }

    /** By the database's clock, which the warnings are by. */
    private Instant now() {
        return jdbi.withHandle(handle -> handle.createQuery("select clock_timestamp()")
                .mapTo(Instant.class)
                .one());
    }

    private RequestBuilder costly(String account, String model) {
        return platform.request(account, model, "def f(x)")
                .price("0", "1000")
                .maxOutputTokens(100)
                .maxConcurrency(CONCURRENCY);
    }

    /** Every state that an account was ever in, not samples of it. */
    private void recordEveryChange() {
        jdbi.useHandle(handle -> handle.createScript("""
                        create table if not exists account_change (account_id text, committed_usd numeric);
                        create or replace function record_account_change() returns trigger language plpgsql as $$
                        begin
                            insert into account_change values (new.account_id, new.reserved_usd + new.spent_usd + new.presumed_usd);
                            return null;
                        end $$;
                        create or replace trigger account_changed after update on account
                            for each row execute function record_account_change();
                        """).executeAsSeparateStatements());
    }

    private List<BigDecimal> changes(String account) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select committed_usd from account_change where account_id = :account")
                        .bind("account", account)
                        .mapTo(BigDecimal.class)
                        .list());
    }

    private List<String> charges(String account) {
        return jdbi.withHandle(handle -> handle.createQuery("select certainty from charge where account_id = :account")
                .bind("account", account)
                .mapTo(String.class)
                .list());
    }

    private static BigDecimal spent(List<AttemptGenerated> events) {
        return events.stream()
                .filter(event -> event.outcome() instanceof GenerationOutcome.Answered)
                .map(event -> generation(event).cost().spentUsd().orElseThrow())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static RequestSpecification asExperimentService() {
        return given().header("Authorization", "Bearer " + TestSettings.EXPERIMENT_TOKEN);
    }
}
