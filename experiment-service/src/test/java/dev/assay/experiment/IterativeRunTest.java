package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.await;
import static dev.assay.experiment.doubles.Api.experiment;
import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.run;
import static dev.assay.experiment.doubles.Api.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptRef;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.PreviousAttempt;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.experiment.FeedbackPolicy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.contracts.summary.BenchmarkSummary;
import dev.assay.contracts.summary.BenchmarkSummary.Difference;
import dev.assay.contracts.summary.BenchmarkSummary.ExperimentResult;
import dev.assay.contracts.summary.BenchmarkSummary.Side;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Trials of several attempts. */
@QuarkusTest
class IterativeRunTest extends ServiceTest {

    private static final double ONE_THIRD = 1.0 / 3;
    private static final Feedback TOLD =
            new Feedback(Optional.of(Verdict.WRONG_ANSWER), Optional.of(1), Optional.of(3), Optional.of("f(1) was 2"));

    @Test
    void a_wrong_answer_is_repaired_until_one_passes() {
        pipeline.worker(request -> {
            if (request.attempt().attemptNumber() < 3) {
                pipeline.wrong(request, TOLD);
            } else {
                pipeline.pass(request);
            }
        });
        Run run = await(run(iterative("d2", 4, 5)), RunState.FINISHED);

        assertThat(run.progress().passed()).isEqualTo(2);
        assertThat(run.progress().usage().inputTokens()).isEqualTo(600);
        assertThat(run.progress().cost().spentUsd().orElseThrow()).isEqualByComparingTo("0.003");
        for (Trial trial : trials(run)) {
            assertThat(trial.attempts()).isEqualTo(3);
            assertThat(trial.usage().outputTokens()).isEqualTo(60);
            assertThat(trial.cost().costUsd().orElseThrow()).isEqualByComparingTo("0.0015");
            assertThat(trial.lastAttemptId()).contains(Ids.attempt(trial.trialId(), 3));
            assertThat(trial.passRates()).containsExactly(ONE_THIRD, ONE_THIRD, 1.0);
            assertThat(trial.plateau()).isFalse();
            List<GenerateAttempt> asked = asked(run, trial);
            assertThat(asked)
                    .extracting(GenerateAttempt::previous)
                    .containsExactly(
                            Optional.empty(),
                            Optional.of(new PreviousAttempt(Ids.attempt(trial.trialId(), 1), TOLD)),
                            Optional.of(new PreviousAttempt(Ids.attempt(trial.trialId(), 2), TOLD)));
            assertThat(asked).extracting(one -> one.attempt().dispatchNumber()).containsOnly(1);
            assertThat(asked)
                    .extracting(one -> one.sampling().seed().orElseThrow())
                    .containsExactly(7L, 8L, 9L);
        }
    }

    @Test
    void a_trial_whose_iterations_are_used_up_has_the_verdict_of_its_last_attempt() {
        pipeline.worker(request -> pipeline.wrong(request, TOLD));
        Run run = await(run(iterative("d2", 4, 3)), RunState.FINISHED);

        assertThat(run.progress().verdicts()).containsOnlyKeys(Verdict.WRONG_ANSWER);
        assertThat(trials(run)).allSatisfy(trial -> {
            assertThat(trial.attempts()).isEqualTo(3);
            assertThat(trial.plateau()).isTrue();
        });
        assertThat(asked(run, trials(run).getFirst()))
                .extracting(GenerateAttempt::feedback)
                .containsExactly(
                        Optional.of(FeedbackPolicy.FAILING_ASSERT),
                        Optional.of(FeedbackPolicy.FAILING_ASSERT),
                        Optional.empty());
    }

    @Test
    void what_no_repair_mends_ends_the_trial_at_once() {
        pipeline.worker(request -> {
            pipeline.generated(request);
            pipeline.finished(request.attempt(), Verdict.REFUSED);
        });
        Run run = await(run(iterative("d2", 4, 3)), RunState.FINISHED);

        assertThat(trials(run)).extracting(Trial::attempts).containsOnly(1);
    }

    @Test
    void events_of_earlier_attempts_that_come_again_change_nothing() {
        pipeline.worker(request -> {
            if (request.attempt().attemptNumber() == 1) {
                pipeline.wrong(request, TOLD);
                return;
            }
            AttemptRef first = first(request.attempt());
            pipeline.finished(first, Verdict.PASSED);
            pipeline.failed(first, false);
            pipeline.wrong(request, TOLD);
            pipeline.wrong(request, TOLD);
            pipeline.finished(first, Verdict.WRONG_ANSWER);
        });
        Run run = await(run(iterative("d2", 4, 3)), RunState.FINISHED);

        assertThat(run.progress().verdicts()).containsOnlyKeys(Verdict.WRONG_ANSWER);
        assertThat(run.progress().usage().inputTokens()).isEqualTo(600);
        assertThat(trials(run)).allSatisfy(trial -> {
            assertThat(trial.attempts()).isEqualTo(3);
            assertThat(trial.passRates()).hasSize(3);
        });
    }

    @Test
    void an_infrastructure_error_is_no_iteration() {
        pipeline.worker(request -> {
            if (request.attempt().dispatchNumber() == 1) {
                pipeline.failed(request.attempt(), true);
            } else {
                pipeline.wrong(request, TOLD);
            }
        });
        Run run = await(run(iterative("d2", 4, 2)), RunState.FINISHED);

        assertThat(run.progress().verdicts()).containsOnlyKeys(Verdict.WRONG_ANSWER);
        assertThat(trials(run)).extracting(Trial::attempts).containsOnly(2);
        assertThat(pipeline.asked(run.runId())).hasSize(8);
    }

    @Test
    void a_repair_that_infrastructure_fails_for_good_can_be_begun_anew_where_it_was() {
        pipeline.worker(request -> {
            if (request.attempt().attemptNumber() == 1) {
                pipeline.wrong(request, TOLD);
            } else {
                pipeline.failed(request.attempt(), false);
            }
        });
        Run run = await(run(iterative("d2", 4, 3)), RunState.FINISHED);
        assertThat(run.progress().verdicts()).containsOnlyKeys(Verdict.INFRASTRUCTURE_ERROR);
        assertThat(run.progress().usage().inputTokens()).isEqualTo(200);
        assertThat(run.progress().cost().spentUsd().orElseThrow()).isEqualByComparingTo("0.001");

        pipeline.worker(pipeline::pass);
        post("/runs/" + run.runId() + "/retry", "{\"trials\": \"infrastructure_error\"}")
                .statusCode(200);

        await(run, now -> now.state() == RunState.FINISHED && now.progress().passed() == 2);
        assertThat(trials(run)).allSatisfy(trial -> {
            assertThat(trial.attempts()).isEqualTo(2);
            assertThat(trial.usage().inputTokens()).isEqualTo(200);
        });
        assertThat(asked(run, trials(run).getFirst()))
                .extracting(one ->
                        one.attempt().attemptNumber() + "/" + one.attempt().dispatchNumber())
                .containsExactly("1/1", "2/1", "2/2");
    }

    @Test
    void a_verdict_that_comes_after_an_attempt_was_given_up_is_repaired_while_the_run_goes_on() {
        pipeline.worker(request -> {
            boolean first = request.attempt().attemptNumber() == 1;
            if (first && request.problem().problemId().equals("P/0")) {
                pipeline.failed(request.attempt(), false);
            } else if (!first) {
                pipeline.pass(request);
            }
        });
        Run run = run(iterative("d2", 4, 3));
        await(run, now -> now.progress().verdicts().containsKey(Verdict.INFRASTRUCTURE_ERROR));
        GenerateAttempt givenUp = asked(run, trials(run).getFirst()).getFirst();

        pipeline.wrong(givenUp, TOLD);

        await(run, now -> now.progress().passed() == 1);
        pipeline.pass(asked(run, trials(run).getLast()).getFirst());
        assertThat(await(run, RunState.FINISHED).progress().passed()).isEqualTo(2);
        assertThat(trials(run)).extracting(Trial::attempts).containsExactly(2, 1);
    }

    @Test
    void repairs_wait_for_their_turn_in_the_window() {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        pipeline.worker(request -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            Thread.startVirtualThread(() -> {
                Awaitility.await().pollDelay(Duration.ofMillis(30)).until(() -> true);
                open.decrementAndGet();
                pipeline.wrong(request, TOLD);
            });
        });
        Run run = await(run(iterative("d20", 2, 3)), RunState.FINISHED);

        assertThat(pipeline.asked(run.runId())).hasSize(60);
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void a_paused_run_begins_no_repair_until_it_is_resumed() {
        pipeline.worker(request -> {});
        Run run = run(iterative("d2", 4, 3));
        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 2);
        post("/runs/" + run.runId() + "/pause", "").statusCode(200);

        pipeline.asked(run.runId()).forEach(request -> pipeline.wrong(request, TOLD));

        await(run, now -> now.progress().usage().inputTokens() == 200);
        assertThat(trials(run)).extracting(Trial::state).containsOnly(TrialState.PENDING);
        assertThat(pipeline.asked(run.runId())).hasSize(2);
        pipeline.worker(pipeline::pass);
        post("/runs/" + run.runId() + "/resume", "{}").statusCode(200);
        assertThat(await(run, RunState.FINISHED).progress().passed()).isEqualTo(2);
        assertThat(trials(run)).extracting(Trial::attempts).containsOnly(2);
    }

    @Test
    void a_cancelled_run_repairs_nothing_and_keeps_what_still_passes() {
        pipeline.worker(request -> {});
        Run run = run(iterative("d2", 4, 3));
        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 2);
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
        await(run, RunState.CANCELLED);

        pipeline.wrong(asked(run, trials(run).getFirst()).getFirst(), TOLD);
        pipeline.pass(asked(run, trials(run).getLast()).getFirst());

        await(run, now -> now.progress().usage().inputTokens() == 200);
        assertThat(trials(run)).extracting(Trial::state).containsExactly(TrialState.STOPPED, TrialState.FINISHED);
        assertThat(trials(run).getFirst().verdict()).isEmpty();
        assertThat(pipeline.asked(run.runId())).hasSize(2);
    }

    @Test
    void a_run_without_money_goes_on_with_the_repair_it_stopped_at() {
        pipeline.worker(request -> {
            if (request.attempt().attemptNumber() == 1) {
                pipeline.wrong(request, TOLD);
            } else {
                pipeline.withheld(request, WithheldReason.BUDGET_EXHAUSTED);
            }
        });
        Run run = run("{\"experiment_ids\": [\"" + iterative("d2", 4, 3) + "\"], \"limit_usd\": 0.5}", 201);
        Run poor = await(run, RunState.BUDGET_EXHAUSTED);
        assertThat(poor.progress().stopped()).isEqualTo(2);
        assertThat(poor.progress().usage().inputTokens()).isPositive();

        pipeline.worker(request -> {
            if (request.attempt().attemptNumber() == 1) {
                pipeline.wrong(request, TOLD);
            } else {
                pipeline.pass(request);
            }
        });
        post("/runs/" + run.runId() + "/resume", "{\"limit_usd\": 2}").statusCode(200);

        Run finished = await(run, RunState.FINISHED);
        assertThat(finished.progress().passed()).isEqualTo(2);
        assertThat(finished.progress().usage().inputTokens()).isEqualTo(400);
        assertThat(trials(run)).extracting(Trial::attempts).containsOnly(2);
        assertThat(pipeline.asked(run.runId()).stream()
                        .filter(one -> one.attempt().attemptNumber() == 1))
                .hasSize(2);
    }

    @Test
    void zero_shot_and_iterative_over_the_same_problems_are_compared() {
        pipeline.worker(request -> {
            boolean passes = request.problem().problemId().equals("P/0")
                    || request.attempt().attemptNumber() == 3;
            if (passes) {
                pipeline.pass(request);
            } else {
                pipeline.wrong(request, TOLD);
            }
        });
        String model = newId();
        String zeroShot = experiment("d2", 4, model, "");
        String iterative = experiment("d2", 4, model, ", \"strategy\": {\"type\": \"iterative\"}");
        Run run = await(
                run("{\"experiment_ids\": [\"" + zeroShot + "\", \"" + iterative + "\"]}", 201), RunState.FINISHED);

        BenchmarkSummary summary = AssayJson.read(
                get("/runs/" + run.runId() + "/summary")
                        .statusCode(200)
                        .extract()
                        .asByteArray(),
                BenchmarkSummary.class);

        assertThat(summary.mode()).isEqualTo("comparative");
        assertThat(summary.config().maxIterations()).isEqualTo(10);
        Side first = summary.zeroShot().orElseThrow();
        Side second = summary.iterative().orElseThrow();
        assertThat(first.results()).extracting(ExperimentResult::iterations).containsExactly(1, 1);
        assertThat(second.results()).extracting(ExperimentResult::iterations).containsExactly(1, 3);
        assertThat(second.summary().avgIterations()).contains(2.0);
        assertThat(summary.results()).hasSize(4);
        Difference difference = summary.comparison().orElseThrow();
        assertThat(difference.successRateImprovement()).contains(50.0);
        assertThat(difference.costDifference().orElseThrow()).isEqualByComparingTo("0.0005");
        assertThat(difference.iterationDifference()).contains(1.0);
        get("/runs?mode=comparative&model=" + model).statusCode(200).body("items.run_id", contains(run.runId()));
    }

    @Test
    void repaired_samples_have_no_pass_at_k() {
        pipeline.worker(request -> pipeline.wrong(request, TOLD));
        Run run = await(
                run(
                        experiment(
                                "d2",
                                4,
                                newId(),
                                ", \"strategy\": {\"type\": \"iterative\", \"samples\": 2, \"max_iterations\": 2}, \"sampling\": {\"temperature\": 1}")),
                RunState.FINISHED);

        assertThat(run.progress().judged()).isEqualTo(4);
        assertThat(run.progress().passAtK()).isEmpty();
        assertThat(run.progress().withinAttempts()).contains(2);
        get("/runs/" + run.runId() + "/export?format=evalplus").statusCode(200).body("pass_at_k", nullValue());
    }

    private List<GenerateAttempt> asked(Run run, Trial trial) {
        return pipeline.asked(run.runId()).stream()
                .filter(one -> one.attempt().trialId().equals(trial.trialId()))
                .sorted(Comparator.comparing(
                                (GenerateAttempt one) -> one.attempt().attemptNumber())
                        .thenComparing(one -> one.attempt().dispatchNumber()))
                .toList();
    }

    private static AttemptRef first(AttemptRef attempt) {
        return new AttemptRef(
                Ids.attempt(attempt.trialId(), 1),
                attempt.trialId(),
                attempt.runId(),
                attempt.experimentId(),
                1,
                attempt.dispatchNumber());
    }

    private static String iterative(String dataset, int concurrency, int maxIterations) {
        return experiment(dataset, concurrency, newId(), """
                , "strategy": {"type": "iterative", "max_iterations": %d}, "sampling": {"seed": 7, "temperature": 0.7}""".formatted(maxIterations));
    }
}
