package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.await;
import static dev.assay.experiment.doubles.Api.experiment;
import static dev.assay.experiment.doubles.Api.get;
import static dev.assay.experiment.doubles.Api.newId;
import static dev.assay.experiment.doubles.Api.post;
import static dev.assay.experiment.doubles.Api.put;
import static dev.assay.experiment.doubles.Api.run;
import static dev.assay.experiment.doubles.Api.trials;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.Ids;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.Advice;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.event.PreviousAttempt;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.contracts.summary.BenchmarkSummary;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Trials in which other models help: a specifier before the first attempt, a reviewer between attempts. */
@QuarkusTest
class HelpedRunTest extends ServiceTest {

    private static final Feedback TOLD =
            new Feedback(Optional.of(Verdict.WRONG_ANSWER), Optional.of(1), Optional.of(3), Optional.of("f(1) was 2"));

    /** Of so many samples; the specifier is asked so many times at once. */
    private static final String SPECIFIED = """
            , "strategy": {"type": "iterative", "samples": %d, "max_iterations": 3,
                           "specifier": {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "large",
                                                   "max_concurrency": %d}}},
             "sampling": {"temperature": 0.7}""";

    @Test
    void a_problem_is_analysed_once_before_any_of_its_samples_is_asked() {
        Run run = await(run(specified(2)), RunState.FINISHED);

        assertThat(run.progress().passed()).isEqualTo(4);
        List<GenerateAttempt> asked = pipeline.asked(run.runId());
        List<GenerateAttempt> specifications =
                asked.stream().filter(one -> one.help().isPresent()).toList();
        assertThat(specifications).hasSize(2).allSatisfy(one -> {
            assertThat(one.help()).contains(new Help.Specification());
            assertThat(one.model().name()).isEqualTo("large");
            assertThat(one.sampleNumber()).isEqualTo(1);
            assertThat(one.reuseAnswers()).isTrue();
            assertThat(one.sampling().temperature()).isZero();
        });
        for (Trial trial : trials(run)) {
            UUID specification = specifications.stream()
                    .filter(one -> one.problem().problemId().equals(trial.problemId()))
                    .map(one -> one.attempt().attemptId())
                    .findFirst()
                    .orElseThrow();
            List<GenerateAttempt> attempts = attempts(run, trial);
            assertThat(attempts).singleElement().satisfies(one -> {
                assertThat(one.advice()).contains(new Advice(Optional.of(specification), Optional.empty()));
                assertThat(one.model().name()).isNotEqualTo("large");
                assertThat(asked.indexOf(one))
                        .isGreaterThan(asked.indexOf(specifications.stream()
                                .filter(call -> call.attempt().attemptId().equals(specification))
                                .findFirst()
                                .orElseThrow()));
            });
            assertThat(trial.attempts()).isEqualTo(1);
        }
    }

    @Test
    void an_analysis_is_paid_for_by_the_first_sample() {
        Run run = await(run(specified(2)), RunState.FINISHED);

        assertThat(run.progress().usage().inputTokens()).isEqualTo(600);
        assertThat(run.progress().cost().spentUsd().orElseThrow()).isEqualByComparingTo("0.003");
        assertThat(trials(run))
                .extracting(trial -> trial.usage().inputTokens())
                .containsExactly(200L, 100L, 200L, 100L);
    }

    @Test
    void a_reviewer_is_asked_at_each_checkpoint_and_what_it_says_holds_until_the_next() {
        pipeline.worker(wrongUntil(6));
        Run run = await(run(reviewed(2, 6)), RunState.FINISHED);

        assertThat(run.progress().passed()).isEqualTo(2);
        for (Trial trial : trials(run)) {
            UUID id = trial.trialId();
            assertThat(trial.attempts()).isEqualTo(6);
            assertThat(trial.usage().inputTokens()).isEqualTo(800);
            assertThat(trial.lastAttemptId()).contains(Ids.attempt(id, 6));
            assertThat(of(run, trial))
                    .extracting(one -> one.attempt().attemptId())
                    .containsExactly(
                            Ids.attempt(id, 1),
                            Ids.attempt(id, 2),
                            Ids.review(id, 2),
                            Ids.attempt(id, 3),
                            Ids.attempt(id, 4),
                            Ids.review(id, 4),
                            Ids.attempt(id, 5),
                            Ids.attempt(id, 6));
            assertThat(attempts(run, trial))
                    .extracting(one -> one.advice().flatMap(Advice::guidance))
                    .containsExactly(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(Ids.review(id, 2)),
                            Optional.of(Ids.review(id, 2)),
                            Optional.of(Ids.review(id, 4)),
                            Optional.of(Ids.review(id, 4)));
            GenerateAttempt second = of(run, trial).get(5);
            assertThat(second.model().name()).isEqualTo("wise");
            assertThat(second.help())
                    .contains(new Help.Review(Stream.of(1, 2, 3, 4)
                            .map(number -> new PreviousAttempt(Ids.attempt(id, number), TOLD))
                            .toList()));
        }
    }

    @Test
    void nobody_reviews_a_trial_that_is_over() {
        pipeline.worker(wrongUntil(7));
        Run run = await(run(reviewed(2, 2)), RunState.FINISHED);

        assertThat(run.progress().verdicts()).containsOnlyKeys(Verdict.WRONG_ANSWER);
        assertThat(pipeline.asked(run.runId()))
                .extracting(GenerateAttempt::help)
                .containsOnly(Optional.empty());
    }

    @Test
    void help_that_is_told_twice_is_paid_once() {
        pipeline.worker(request -> {
            if (request.help().isPresent()) {
                pipeline.generated(request);
                pipeline.generated(request);
                pipeline.callFailed(request);
            } else {
                wrongUntil(3).accept(request);
            }
        });
        Run run = await(run(reviewed(1, 5)), RunState.FINISHED);

        assertThat(run.progress().passed()).isEqualTo(2);
        assertThat(run.progress().usage().inputTokens()).isEqualTo(1000);
    }

    @Test
    void a_trial_whose_help_fails_is_an_infrastructure_error_and_asks_again_when_it_is_retried() {
        pipeline.worker(request -> {
            if (request.help().isPresent()) {
                pipeline.callFailed(request);
            } else {
                pipeline.pass(request);
            }
        });
        Run run = await(run(specified(1)), RunState.FINISHED);
        assertThat(run.progress().verdicts()).containsOnlyKeys(Verdict.INFRASTRUCTURE_ERROR);
        assertThat(trials(run)).allSatisfy(trial -> {
            assertThat(trial.reason()).contains("specifier_failed");
            assertThat(trial.lastAttemptId()).contains(Ids.specification(trial.trialId()));
        });

        pipeline.worker(pipeline::pass);
        post("/runs/" + run.runId() + "/retry", "{\"trials\": \"infrastructure_error\"}")
                .statusCode(200);

        await(run, now -> now.state() == RunState.FINISHED && now.progress().passed() == 2);
        assertThat(trials(run)).extracting(Trial::attempts).containsOnly(1);
        assertThat(pipeline.asked(run.runId()).stream()
                        .filter(one -> one.help().isPresent())
                        .map(one -> one.attempt().dispatchNumber()))
                .containsExactly(1, 1, 2, 2);
    }

    @Test
    void a_review_that_fails_costs_no_attempt() {
        pipeline.worker(request -> {
            if (request.help().isPresent()) {
                pipeline.callFailed(request);
            } else {
                wrongUntil(2).accept(request);
            }
        });
        Run run = await(run(reviewed(1, 4)), RunState.FINISHED);
        assertThat(trials(run)).allSatisfy(trial -> {
            assertThat(trial.reason()).contains("reviewer_failed");
            assertThat(trial.attempts()).isEqualTo(1);
            assertThat(trial.usage().inputTokens()).isEqualTo(100);
        });

        pipeline.worker(wrongUntil(2));
        post("/runs/" + run.runId() + "/retry", "{\"trials\": \"infrastructure_error\"}")
                .statusCode(200);

        await(run, now -> now.state() == RunState.FINISHED && now.progress().passed() == 2);
        assertThat(trials(run)).allSatisfy(trial -> {
            assertThat(trial.attempts()).isEqualTo(2);
            assertThat(trial.usage().inputTokens()).isEqualTo(300);
        });
    }

    @Test
    void help_that_comes_after_it_was_given_up_is_taken_while_the_run_goes_on() {
        pipeline.worker(request -> {
            boolean first = request.problem().problemId().equals("P/0");
            if (request.help().isPresent() && first) {
                pipeline.callFailed(request);
            } else if (request.help().isEmpty() && first) {
                pipeline.pass(request);
            }
        });
        Run run = run(specified(1));
        await(run, now -> now.progress().verdicts().containsKey(Verdict.INFRASTRUCTURE_ERROR));
        List<GenerateAttempt> asked = pipeline.asked(run.runId());

        pipeline.generated(asked.stream()
                .filter(one -> one.problem().problemId().equals("P/0"))
                .findFirst()
                .orElseThrow());

        await(run, now -> now.progress().passed() == 1);
        pipeline.worker(pipeline::pass);
        Awaitility.await()
                .until(() -> pipeline.asked(run.runId()).stream()
                        .anyMatch(one -> one.problem().problemId().equals("P/1")));
        pipeline.generated(pipeline.asked(run.runId()).stream()
                .filter(one -> one.problem().problemId().equals("P/1"))
                .findFirst()
                .orElseThrow());
        assertThat(await(run, RunState.FINISHED).progress().passed()).isEqualTo(2);
    }

    @Test
    void a_run_without_money_for_help_goes_on_with_it() {
        pipeline.worker(request -> {
            if (request.help().isPresent()) {
                pipeline.withheld(request, WithheldReason.BUDGET_EXHAUSTED);
            } else {
                wrongUntil(2).accept(request);
            }
        });
        Run run = run("{\"experiment_ids\": [\"" + reviewed(1, 3) + "\"], \"limit_usd\": 0.5}", 201);
        assertThat(await(run, RunState.BUDGET_EXHAUSTED).progress().stopped()).isEqualTo(2);

        pipeline.worker(wrongUntil(2));
        post("/runs/" + run.runId() + "/resume", "{\"limit_usd\": 2}").statusCode(200);

        Run finished = await(run, RunState.FINISHED);
        assertThat(finished.progress().passed()).isEqualTo(2);
        assertThat(finished.progress().usage().inputTokens()).isEqualTo(600);
    }

    @Test
    void how_hard_those_who_help_are_used_can_be_changed_in_mid_run() {
        pipeline.worker(request -> {});
        String experiment = experiment("d20", 4, newId(), SPECIFIED.formatted(1, 1));
        Run run = run(experiment);
        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 2);
        List<GenerateAttempt> first = pipeline.asked(run.runId());

        put("/experiments/" + experiment, AssayJson.write(harder(experiment))).statusCode(200);
        first.forEach(pipeline::generated);

        Awaitility.await()
                .until(() -> pipeline.asked(run.runId()).stream()
                                .filter(one -> one.help().isPresent())
                                .count()
                        == 8);
        assertThat(pipeline.asked(run.runId()).stream().filter(one -> one.help().isPresent()))
                .extracting(one -> one.model().maxConcurrency())
                .containsExactly(1, 1, 3, 3, 3, 3, 3, 3);
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
    }

    private static JsonNode harder(String experiment) {
        ObjectNode document = (ObjectNode)
                AssayJson.read(get("/experiments/" + experiment).extract().asString(), JsonNode.class);
        document.remove(List.of("experiment_id", "created_at", "updated_at"));
        document.withObject("/strategy/specifier/model").put("max_concurrency", 3);
        return document;
    }

    @Test
    void a_cancelled_run_asks_for_no_more_help() {
        pipeline.worker(request -> {});
        Run run = run(specified(1));
        Awaitility.await().until(() -> pipeline.asked(run.runId()).size() == 2);
        post("/runs/" + run.runId() + "/cancel", "").statusCode(200);
        await(run, RunState.CANCELLED);

        pipeline.asked(run.runId()).forEach(pipeline::generated);

        Awaitility.await()
                .pollDelay(Duration.ofMillis(500))
                .until(() -> trials(run).stream().allMatch(trial -> trial.state() == TrialState.STOPPED));
        assertThat(pipeline.asked(run.runId())).hasSize(2);
    }

    @Test
    void a_summary_says_who_helped() {
        Run run = await(run(specified(1)), RunState.FINISHED);

        BenchmarkSummary.Config config = AssayJson.read(
                        get("/runs/" + run.runId() + "/summary")
                                .statusCode(200)
                                .extract()
                                .asByteArray(),
                        BenchmarkSummary.class)
                .config();

        assertThat(config.noSpec()).isFalse();
        assertThat(config.noCheckpoints()).isTrue();
        assertThat(config.noCot()).contains(true);
    }

    private Consumer<GenerateAttempt> wrongUntil(int attempt) {
        return request -> {
            if (request.help().isEmpty() && request.attempt().attemptNumber() < attempt) {
                pipeline.wrong(request, TOLD);
            } else {
                pipeline.pass(request);
            }
        };
    }

    private List<GenerateAttempt> of(Run run, Trial trial) {
        return pipeline.asked(run.runId()).stream()
                .filter(one -> one.attempt().trialId().equals(trial.trialId()))
                .toList();
    }

    private List<GenerateAttempt> attempts(Run run, Trial trial) {
        return of(run, trial).stream().filter(one -> one.help().isEmpty()).toList();
    }

    private static String specified(int samples) {
        return experiment("d2", 4, newId(), SPECIFIED.formatted(samples, 4));
    }

    private static String reviewed(int interval, int maxIterations) {
        return experiment("d2", 4, newId(), """
                , "strategy": {"type": "iterative", "max_iterations": %d,
                               "reviewer": {"model": {"base_url": "http://127.0.0.1:9/v1", "name": "wise"},
                                            "checkpoint_interval": %d}}""".formatted(maxIterations, interval));
    }
}
