package dev.assay.llm.ledger;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.Platform.error;
import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contracts.account.Account;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.llm.account.Charge;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * What other workers leave behind, and several workers at once. The other worker is this test: it does to the ledger
 * what a worker does that is then killed. A request with a concurrency of 0 is one that the running worker leaves alone.
 */
@WorkerTest
class LeaseTest {

    private static final BigDecimal HELD = new BigDecimal("0.1");

    @Inject
    Platform platform;

    @Inject
    Jdbi jdbi;

    @Inject
    Claims claims;

    @Inject
    Endings endings;

    @Inject
    EndingsTogether together;

    @Inject
    Leases leases;

    @Test
    void a_call_lost_with_its_worker_is_made_again_and_paid_for_at_the_worst_case() {
        String model = platform.model((_, _) -> answer("x", 5, 5));
        String account = platform.account();
        RequestBuilder request = platform.request(account, model).price("1000", "1000");
        leftBehind(request, account, 1);

        Generation generation = generation(platform.broker.awaitFirst(request.id()));

        assertThat(generation.call().orElseThrow().retries())
                .extracting(CallRetry::cause)
                .containsExactly("call_lost");
        assertThat(platform.models.calls(model)).hasSize(1);
        assertThat(platform.get(account).spentUsd()).isEqualByComparingTo("0.01");
        assertThat(platform.get(account).presumedUsd()).isEqualByComparingTo(HELD);
        assertThat(platform.get(account).reservedUsd()).isZero();
    }

    @Test
    void a_worker_that_comes_back_makes_its_lost_calls_again_before_their_leases_run_out() {
        String account = platform.account();
        RequestBuilder own = platform.request(account, platform.model((_, _) -> answer("x", 5, 5)))
                .maxConcurrency(0);
        RequestBuilder anothers = platform.request(account, platform.model((_, _) -> answer("x", 5, 5)))
                .maxConcurrency(0);
        awaitQueued(own);
        awaitQueued(anothers);
        claim(own, account);
        claim(anothers, account);
        jdbi.useHandle(handle ->
                handle.execute("update ledger set worker_id = 'another' where attempt_id = ?", anothers.id()));

        assertThat(leases.takeBackOwn()).isPositive();

        assertThat(stateOf(own.id())).isEqualTo("queued");
        assertThat(stateOf(anothers.id())).isEqualTo("calling");
        assertThat(platform.get(account).presumedUsd()).isEqualByComparingTo(HELD);
        assertThat(platform.get(account).reservedUsd()).isEqualByComparingTo(HELD);
    }

    @Test
    void a_lease_holds_as_long_as_it_is_set_to() {
        String account = platform.account();
        RequestBuilder request = platform.request(account, platform.model((_, _) -> answer("x", 5, 5)))
                .maxConcurrency(0);
        awaitQueued(request);
        Claim claim = claim(request, account);
        assertThat(leaseSeconds(request.id())).isBetween(60.0, 90.0);
        jdbi.useHandle(handle -> handle.execute(
                "update ledger set lease_until = now() + interval '5 seconds' where attempt_id = ?", request.id()));

        assertThat(leases.renew(List.of(claim.leaseId()))).isOne();

        assertThat(leaseSeconds(request.id())).isBetween(60.0, 90.0);
    }

    @Test
    void a_call_that_takes_every_worker_down_is_given_up() {
        String model = platform.model((_, _) -> answer("x", 5, 5));
        String account = platform.account();
        RequestBuilder request = platform.request(account, model);
        leftBehind(request, account, 4);

        assertThat(error(platform.broker.awaitFirst(request.id())).cause()).isEqualTo("call_lost");
        assertThat(platform.models.calls(model)).isEmpty();
        assertThat(platform.get(account).presumedUsd()).isEqualByComparingTo(HELD);
    }

    @Test
    void an_answer_that_was_stored_and_not_published_is_published_without_a_call() {
        String model = platform.model((_, _) -> answer("x", 5, 5));
        String account = platform.account();
        RequestBuilder request = platform.request(account, model).maxConcurrency(0);
        awaitQueued(request);
        Claim claim = claim(request, account);

        together.end(claim, answered("stored"), new Charge.Nothing());

        assertThat(generation(platform.broker.awaitFirst(request.id())).answer())
                .isEqualTo("stored");
        assertThat(platform.models.calls(model)).isEmpty();
        await().until(() -> isPublished(request.id()));
    }

    @Test
    void what_a_worker_took_to_publish_and_did_not_mark_goes_out_after_a_while() {
        String account = platform.account();
        RequestBuilder request = platform.request(account, platform.model((_, _) -> answer("x", 5, 5)));
        platform.broker.send(request.build());
        platform.broker.awaitFirst(request.id());
        await().until(() -> isPublished(request.id()));

        jdbi.useHandle(handle -> handle.execute("""
                update ledger set published_at = null, publish_after = now() + interval '500 milliseconds'
                where attempt_id = ?
                """, request.id()));

        await().until(() -> platform.broker.heard(request.id()).size() == 2);
        assertThat(platform.broker.heard(request.id()))
                .extracting(event -> event.outcome())
                .containsOnly(platform.broker.heard(request.id()).getFirst().outcome());
    }

    @Test
    void a_worker_that_lost_its_lease_changes_nothing() {
        String account = platform.account();
        RequestBuilder request = platform.request(account, platform.model((_, _) -> answer("x", 5, 5)))
                .maxConcurrency(0);
        Claim lost = lostClaim(request, account);
        Claim current = claim(request, account);

        assertThat(together.end(lost, answered("late"), new Charge.Known(BigDecimal.ONE)))
                .isFalse();
        assertThat(leases.renew(List.of(lost.leaseId()))).isZero();
        assertThat(leases.renew(List.of(current.leaseId()))).isOne();
        assertThat(together.end(current, answered("in time"), new Charge.Nothing()))
                .isTrue();

        assertThat(generation(platform.broker.awaitFirst(request.id())).answer())
                .isEqualTo("in time");
        assertThat(platform.get(account).presumedUsd()).isEqualByComparingTo(HELD);
        assertThat(platform.get(account).reservedUsd()).isZero();
    }

    @Test
    void what_was_presumed_of_a_lost_call_is_corrected_when_its_worker_hears_after_all() {
        String account = platform.account();
        RequestBuilder request = platform.request(account, platform.model((_, _) -> answer("x", 5, 5)))
                .maxConcurrency(0);
        Claim lost = lostClaim(request, account);

        endings.correct(lost, new BigDecimal("0.03"));
        endings.correct(lost, new BigDecimal("0.03"));

        assertThat(platform.get(account).spentUsd()).isEqualByComparingTo("0.03");
        assertThat(platform.get(account).presumedUsd()).isZero();
    }

    @Test
    void several_workers_claim_no_call_twice_and_no_more_than_the_model_may_have()
            throws InterruptedException, ExecutionException {
        String account = platform.account();
        String model = platform.model((_, _) -> answer("x", 5, 5));
        List<RequestBuilder> requests = IntStream.range(0, 20)
                .mapToObj(_ -> platform.request(account, model).maxConcurrency(0))
                .toList();
        requests.forEach(this::awaitQueued);
        List<Offer> offers =
                requests.stream().map(request -> offer(request, account, 5)).toList();
        String modelKey = requests.getFirst().build().model().key();

        List<Claim> claimed =
                inEightThreads(() -> claims.claim(modelKey, offers).claims());

        assertThat(claimed).extracting(Claim::attemptId).doesNotHaveDuplicates().hasSize(5);
        assertThat(platform.get(account).reservedUsd()).isEqualByComparingTo("0.5");
        assertThat(claims.claim(modelKey, offers).claims()).isEmpty();
        together.end(claimed.getFirst(), answered("x"), new Charge.Nothing());
        assertThat(claims.claim(modelKey, offers).claims()).hasSize(1);
    }

    @Test
    void a_claim_sees_that_the_account_was_closed_in_between() {
        String model = platform.model((_, _) -> answer("x", 5, 5));
        String paused = platform.account(Account.State.PAUSED, Optional.empty());
        RequestBuilder waits = platform.request(paused, model).maxConcurrency(0);
        awaitQueued(waits);
        String spent = platform.account(Account.State.OPEN, Optional.of("0.05"));
        RequestBuilder refused = platform.request(spent, model).maxConcurrency(0);
        awaitQueued(refused);

        Claims.Claimed claimed =
                claims.claim(waits.build().model().key(), List.of(offer(waits, paused, 5), offer(refused, spent, 5)));

        assertThat(claimed.claims()).isEmpty();
        assertThat(claimed.ended()).isOne();
        assertThat(Platform.withheld(platform.broker.awaitFirst(refused.id())))
                .isEqualTo(WithheldReason.BUDGET_EXHAUSTED);
        assertThat(stateOf(waits.id())).isEqualTo("queued");
    }

    private static List<Claim> inEightThreads(Callable<List<Claim>> claim)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Claim> all = new java.util.ArrayList<>();
            for (int round = 0; round < 5; round++) {
                for (Future<List<Claim>> future : threads.invokeAll(java.util.Collections.nCopies(8, claim))) {
                    all.addAll(future.get());
                }
            }
            return all;
        }
    }

    /** As a worker leaves a call that is killed in the middle of it, long ago. */
    private void leftBehind(RequestBuilder request, String account, int calls) {
        platform.set(account, Account.State.PAUSED, Optional.empty());
        awaitQueued(request);
        jdbi.useTransaction(handle -> {
            handle.execute("""
                    update ledger set state = 'calling', lease_id = gen_random_uuid(), calls = ?, first_call_at = now(),
                        lease_until = now() - interval '1 second', reserved_usd = ?
                    where attempt_id = ?
                    """, calls, HELD, request.id());
            handle.execute("update account set reserved_usd = ?, state = 'open' where account_id = ?", HELD, account);
        });
    }

    private void awaitQueued(RequestBuilder request) {
        GenerateAttempt sent = request.build();
        platform.broker.send(sent);
        await().until(() -> stateOf(sent.attempt().attemptId()).equals("queued"));
    }

    /** A claim whose worker gave it back, and may yet hear what came of its call. */
    private Claim lostClaim(RequestBuilder request, String account) {
        awaitQueued(request);
        Claim lost = claim(request, account);
        leases.handBack(List.of(lost.leaseId()));
        return lost;
    }

    private Claim claim(RequestBuilder request, String account) {
        return claims.claim(request.build().model().key(), List.of(offer(request, account, 1)))
                .claims()
                .getFirst();
    }

    private static Offer offer(RequestBuilder request, String account, int maxConcurrency) {
        return new Offer(request.id(), account, maxConcurrency, 100, Optional.of(HELD), "hash-" + UUID.randomUUID());
    }

    private static GenerationOutcome answered(String answer) {
        return new GenerationOutcome.Answered(Generation.provided(AnswerForm.CHAT, answer));
    }

    private String stateOf(UUID attemptId) {
        return jdbi.withHandle(handle -> handle.createQuery("select state from ledger where attempt_id = :id")
                .bind("id", attemptId)
                .mapTo(String.class)
                .findOne()
                .orElse("unknown"));
    }

    private double leaseSeconds(UUID attemptId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select extract(epoch from lease_until - clock_timestamp())::double precision
                        from ledger where attempt_id = :id
                        """)
                .bind("id", attemptId)
                .mapTo(Double.class)
                .one());
    }

    private boolean isPublished(UUID attemptId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select published_at is not null from ledger where attempt_id = :id")
                        .bind("id", attemptId)
                        .mapTo(Boolean.class)
                        .one());
    }
}
