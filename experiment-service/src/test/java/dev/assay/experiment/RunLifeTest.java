package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.await;
import static dev.assay.experiment.doubles.Api.experiment;
import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.patch;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.run;
import static dev.assay.experiment.doubles.Api.trials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.account.Account;
import dev.assay.contracts.call.ProviderHold;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunLifeTest extends ServiceTest {

    @Test
    void a_run_is_created_dispatched_and_finished() {
        Run run = run(experiment("d20", 4));
        assertThat(run.progress().total()).isEqualTo(20);
        assertThat(run.reuseAnswers()).isTrue();

        Run finished = await(run, RunState.FINISHED);

        assertThat(finished.endedAt()).isPresent();
        assertThat(finished.progress().verdicts()).containsEntry(Verdict.PASSED, 20L);
        assertThat(finished.progress().successRate().orElseThrow().low()).isBetween(0.83, 0.84);
        assertThat(finished.progress().cost().spentUsd().orElseThrow()).isEqualByComparingTo("0.01");
        assertThat(finished.progress().usage().inputTokens()).isEqualTo(2000);
        assertThat(pipeline.asked(run.runId()).stream().map(one -> one.attempt().attemptId()))
                .doesNotHaveDuplicates();
        assertThat(neighbours.account(run.runId()))
                .containsExactly(new Account.Setting(Account.State.OPEN, Optional.empty()));
        assertThat(trials(run)).hasSize(20).allMatch(trial -> trial.state() == TrialState.FINISHED);
        get("/runs/" + run.runId().substring(0, 14)).statusCode(200);
    }

    @Test
    void nothing_is_dispatched_before_the_account_is_acknowledged() {
        neighbours.accountsAway(true);
        Run run = run(experiment("d5", 4));
        Awaitility.await().until(() -> neighbours.requests().contains("PUT /internal/accounts/" + run.runId()));
        assertThat(pipeline.asked(run.runId())).isEmpty();
        assertThat(trials(run)).allMatch(trial -> trial.state() == TrialState.PENDING);

        neighbours.accountsAway(false);

        await(run, RunState.FINISHED);
    }

    @Test
    void events_twice_and_out_of_order_end_each_trial_once() {
        pipeline.worker(request -> {
            pipeline.finished(request.attempt(), Verdict.WRONG_ANSWER);
            pipeline.generated(request);
            pipeline.finished(request.attempt(), Verdict.WRONG_ANSWER);
            pipeline.failed(request.attempt(), true);
            pipeline.generated(request);
        });
        Run run = await(run(experiment("d20", 3)), RunState.FINISHED);

        assertThat(run.progress().verdicts()).containsOnlyKeys(Verdict.WRONG_ANSWER);
        assertThat(run.progress().cost().spentUsd().orElseThrow()).isEqualByComparingTo("0.01");
        assertThat(pipeline.asked(run.runId())).hasSize(20);
    }

    @Test
    void no_more_than_the_window_is_in_flight() {
        pipeline.worker(request -> {});
        Run run = run(experiment("d20", 3));
        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 6);
        assertThat(trials(run).stream().filter(trial -> trial.state() == TrialState.RUNNING))
                .hasSize(6);

        pipeline.worker(pipeline::pass);
        pipeline.asked(run.runId()).forEach(pipeline::pass);

        assertThat(await(run, RunState.FINISHED).progress().passed()).isEqualTo(20);
    }

    @Test
    void runs_over_the_same_model_share_its_window_evenly() {
        pipeline.worker(request -> {});
        String model = dev.assay.experiment.doubles.Api.newId();
        String experiment = experiment("d20", 5, model, "");
        neighbours.accountsAway(true);
        Run one = run(experiment);
        Run other = run(experiment);
        neighbours.accountsAway(false);
        Awaitility.await().until(() -> asked(one) + asked(other) == 10);
        Awaitility.await().until(() -> mayBegin(one) && mayBegin(other));
        // Both before the first passes: from then on each run is asked for more.
        List<GenerateAttempt> begun = Stream.of(one, other)
                .flatMap(run -> pipeline.asked(run.runId()).stream())
                .toList();
        begun.forEach(pipeline::pass);

        Awaitility.await().until(() -> asked(one) + asked(other) == 20);

        // What is generated has left the window, and may yet have to be heard of as finished; nothing else moves now.
        Awaitility.await().untilAsserted(() -> {
            assertThat(running(one)).isEqualTo(5);
            assertThat(running(other)).isEqualTo(5);
        });
        pipeline.worker(pipeline::pass);
        pipeline.asked(one.runId()).forEach(pipeline::pass);
        pipeline.asked(other.runId()).forEach(pipeline::pass);
        await(one, RunState.FINISHED);
        await(other, RunState.FINISHED);
    }

    @Test
    void a_run_of_a_higher_priority_takes_every_place_that_becomes_free() {
        pipeline.worker(request -> {});
        String experiment = experiment("d20", 5, dev.assay.experiment.doubles.Api.newId(), "");
        Run ordinary = run(experiment);
        Awaitility.await().until(() -> asked(ordinary) == 10);
        Run urgent = run(experiment);
        patch("/runs/" + urgent.runId(), "{\"priority\": 101}").statusCode(400);
        patch("/runs/" + urgent.runId(), "{\"priority\": 10}").statusCode(200);
        assertThat(view(urgent).priority()).isEqualTo(10);
        Awaitility.await().until(() -> mayBegin(urgent));

        pipeline.asked(ordinary.runId()).subList(0, 6).forEach(pipeline::pass);

        Awaitility.await().until(() -> asked(urgent) == 6);
        assertThat(asked(ordinary)).isEqualTo(10);
        post("/runs/" + ordinary.runId() + "/cancel", "").statusCode(200);
        post("/runs/" + urgent.runId() + "/cancel", "").statusCode(200);
        patch("/runs/" + urgent.runId(), "{\"priority\": 0}").statusCode(409);
    }

    @Test
    void an_infrastructure_error_is_sent_again_and_a_success_counts() {
        pipeline.worker(request -> {
            if (request.attempt().dispatchNumber() == 1) {
                pipeline.generated(request);
                pipeline.failed(request.attempt(), true);
            } else {
                pipeline.pass(request);
            }
        });
        Run run = await(run(experiment("d5", 4)), RunState.FINISHED);

        assertThat(run.progress().passed()).isEqualTo(5);
        assertThat(pipeline.asked(run.runId())).hasSize(10);
        assertThat(pipeline.asked(run.runId()).stream().map(one -> one.attempt().attemptNumber()))
                .containsOnly(1);
    }

    @Test
    void a_failure_that_no_retry_mends_ends_the_trial_and_stays_out_of_the_rate() {
        pipeline.worker(request ->
                pipeline.failed(request.attempt(), request.problem().problemId().equals("P/0")));
        Run run = await(run(experiment("d2", 4)), RunState.FINISHED);

        assertThat(run.progress().verdicts()).containsEntry(Verdict.INFRASTRUCTURE_ERROR, 2L);
        assertThat(run.progress().judged()).isZero();
        assertThat(run.progress().successRate()).isEmpty();
        assertThat(pipeline.asked(run.runId())).hasSize(4);

        AttemptRef first = pipeline.asked(run.runId()).getFirst().attempt();
        pipeline.finished(first, Verdict.PASSED);
        assertThat(await(run, now -> now.progress().passed() == 1).state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void a_cancelled_run_stops_and_keeps_what_still_comes() {
        pipeline.worker(request -> {});
        Run run = run(experiment("d20", 4));
        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 8);

        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);

        Run cancelled = await(run, RunState.CANCELLED);
        assertThat(cancelled.progress().stopped()).isEqualTo(20);
        Awaitility.await().until(() -> neighbours.account(run.runId()).getLast().state() == Account.State.CANCELLED);
        GenerateAttempt paid = pipeline.asked(run.runId()).getFirst();
        pipeline.pass(paid);
        pipeline.withheld(pipeline.asked(run.runId()).getLast(), WithheldReason.CANCELLED);
        assertThat(await(run, now -> now.progress().passed() == 1).state()).isEqualTo(RunState.CANCELLED);
        post("/runs/" + run.runId() + "/pause", "").statusCode(409);
        post("/runs/" + run.runId() + "/resume", "{}").statusCode(409);
        assertThat(pipeline.asked(run.runId())).hasSize(8);
    }

    @Test
    void a_paused_run_waits_and_does_not_keep_others_out() {
        pipeline.worker(request -> {});
        String model = dev.assay.experiment.doubles.Api.newId();
        String experiment = experiment("d20", 2, model, "");
        Run run = run(experiment);
        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 4);
        post("/runs/" + run.runId() + "/pause", "").statusCode(200);
        pipeline.worker(pipeline::pass);

        Run other = await(run(experiment), RunState.FINISHED);

        assertThat(other.progress().passed()).isEqualTo(20);
        assertThat(pipeline.asked(run.runId())).hasSize(4);
        assertThat(run(run).state()).isEqualTo(RunState.PAUSED);
        post("/runs/" + run.runId() + "/resume", "{}").statusCode(200);
        pipeline.asked(run.runId()).forEach(pipeline::pass);
        assertThat(await(run, RunState.FINISHED).progress().passed()).isEqualTo(20);
    }

    @Test
    void a_run_without_money_ends_and_goes_on_with_more() {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        pipeline.worker(request -> {
            if (Set.of("P/0", "P/1").contains(request.problem().problemId())) {
                pipeline.pass(request);
            } else {
                refused.add(request.problem().problemId());
                pipeline.withheld(request, WithheldReason.BUDGET_EXHAUSTED);
            }
        });
        String experiment = experiment("d20", 2);
        Run run = run("{\"experiment_ids\": [\"" + experiment + "\"], \"limit_usd\": 0.5}", 201);

        Run poor = await(run, RunState.BUDGET_EXHAUSTED);

        assertThat(poor.progress().passed()).isEqualTo(2);
        assertThat(poor.progress().stopped()).isEqualTo(18);
        assertThat(poor.stateReason().orElseThrow()).contains("0.5");
        assertThat(refused.size()).isLessThan(18);
        post("/runs/" + run.runId() + "/resume", "{}").statusCode(422);
        post("/runs/" + run.runId() + "/resume", "{\"limit_usd\": 0.4}").statusCode(422);

        pipeline.worker(pipeline::pass);
        post("/runs/" + run.runId() + "/resume", "{\"limit_usd\": 2}").statusCode(200);

        assertThat(await(run, RunState.FINISHED).progress().passed()).isEqualTo(20);
        assertThat(neighbours.account(run.runId()).getLast())
                .isEqualTo(new Account.Setting(Account.State.OPEN, Optional.of(new BigDecimal("2"))));
        Set<Integer> dispatches = pipeline.asked(run.runId()).stream()
                .filter(one -> refused.contains(one.problem().problemId()))
                .map(one -> one.attempt().dispatchNumber())
                .collect(Collectors.toSet());
        assertThat(dispatches).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void rows_that_a_crash_left_unsent_are_sent() {
        neighbours.accountsAway(true);
        Run run = run(experiment("d5", 4));
        Trial first = trials(run).getFirst();
        jdbi.useTransaction(handle -> {
            handle.execute("update trial set state = 'running', attempts = 1 where trial_id = ?", first.trialId());
            handle.execute("""
                    insert into attempt (attempt_id, trial_id, run_id, window_key, attempt_number, dispatch_number, state)
                    select ?, ?, run_id, window_key, 1, 1, 'waiting' from run_experiment where run_id = ?""", dev.assay.contracts.Ids.attempt(first.trialId(), 1), first.trialId(), run.runId());
        });
        neighbours.accountsAway(false);

        assertThat(await(run, RunState.FINISHED).progress().passed()).isEqualTo(5);
    }

    @Test
    void an_attempt_without_a_sign_of_life_is_sent_again() {
        pipeline.worker(request -> {
            if (request.attempt().dispatchNumber() > 1) {
                pipeline.pass(request);
            }
        });
        Run run = run(experiment("d2", 4));
        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 2);

        jdbi.useHandle(handle -> handle.execute(
                "update attempt set published_at = now() - interval '1 hour' where run_id = ?", run.runId()));

        assertThat(await(run, RunState.FINISHED).progress().passed()).isEqualTo(2);
    }

    @Test
    void an_attempt_that_waits_at_a_held_provider_is_not_sent_again_and_a_lost_one_beside_it_is() {
        pipeline.worker(request -> {
            if (request.attempt().dispatchNumber() > 1) {
                pipeline.pass(request);
            }
        });
        Run run = run(experiment("d2", 4));
        Awaitility.await().until(() -> asked(run) == 2);
        UUID held = pipeline.asked(run.runId()).getFirst().attempt().attemptId();
        neighbours.waiting().add(held);

        jdbi.useHandle(handle -> handle.execute(
                "update attempt set published_at = now() - interval '1 hour' where run_id = ?", run.runId()));

        Awaitility.await().until(() -> trials(run).stream().anyMatch(trial -> trial.state() == TrialState.FINISHED));
        assertThat(dispatches(run, held)).containsExactly(1);
        neighbours.waiting().remove(held);
        await(run, RunState.FINISHED);
        assertThat(dispatches(run, held)).containsExactly(1, 2);
    }

    @Test
    void a_run_is_shown_while_llm_worker_hangs() throws Exception {
        pipeline.worker(request -> {});
        Run run = run(experiment("d5", 4));
        CountDownLatch never = new CountDownLatch(1);
        neighbours.viewsHang(never);
        int before = neighbours.requests().size();
        try {
            Run shown = CompletableFuture.supplyAsync(() -> viewOnceAsked(run, before))
                    .get(60, TimeUnit.SECONDS);

            assertThat(shown.runId()).isEqualTo(run.runId());
            assertThat(shown.holds()).isEmpty();
            assertThat(shown.budget()).isEmpty();
        } finally {
            never.countDown();
            post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
        }
    }

    /** The first view for which llm-worker was asked for both its parts: what it said before is shown for a moment. */
    private Run viewOnceAsked(Run run, int before) {
        Run shown;
        List<String> asked;
        do {
            shown = view(run);
            asked = neighbours.requests().stream().skip(before).toList();
        } while (asked.stream().noneMatch(one -> one.contains("/internal/accounts?"))
                || !asked.contains("POST /internal/models/holds"));
        return shown;
    }

    @Test
    void a_run_shows_the_provider_that_it_waits_for() {
        pipeline.worker(request -> {});
        Run run = run(experiment("d2", 4));
        Run other = run(experiment("d2", 4));
        Awaitility.await().until(() -> asked(run) == 2);
        assertThat(view(run).holds()).isEmpty();
        ProviderHold hold = new ProviderHold("openrouter", Instant.parse("2026-11-21T12:03:10Z"), "rate_limit: 429");
        String modelKey = pipeline.asked(run.runId()).getFirst().model().key();

        neighbours.holds().put(modelKey, hold);

        Awaitility.await().untilAsserted(() -> assertThat(view(run).holds()).contains(List.of(hold)));
        assertThat(view(other).holds()).isEmpty();
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
        post("/runs/" + other.runId() + "/cancel", "").statusCode(200);
        assertThat(view(run).holds()).isEmpty();
    }

    private static Run view(Run run) {
        return AssayJson.read(get("/runs/" + run.runId()).extract().asByteArray(), Run.class);
    }

    private List<Integer> dispatches(Run run, UUID attemptId) {
        return pipeline.asked(run.runId()).stream()
                .map(GenerateAttempt::attempt)
                .filter(attempt -> attempt.attemptId().equals(attemptId))
                .map(AttemptRef::dispatchNumber)
                .toList();
    }

    /** A run takes part in a window once its account has been acknowledged. */
    private boolean mayBegin(Run run) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select account_changes = account_acknowledged from run where run_id = :run")
                .bind("run", run.runId())
                .mapTo(Boolean.class)
                .one());
    }

    private int asked(Run run) {
        return pipeline.asked(run.runId()).size();
    }

    private static long running(Run run) {
        return trials(run).stream()
                .filter(trial -> trial.state() == TrialState.RUNNING)
                .count();
    }
}
