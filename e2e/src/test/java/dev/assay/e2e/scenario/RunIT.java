package dev.assay.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateState;
import dev.assay.contracts.event.StageError;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.contracts.record.Execution;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.contracts.run.TrialState;
import dev.assay.e2e.model.Fault;
import dev.assay.e2e.model.ScriptedModelServer;
import dev.assay.e2e.platform.Api;
import dev.assay.e2e.platform.Experiments;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import dev.assay.e2e.problem.Problem;
import dev.assay.e2e.problem.ProblemSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run from the REST call to the record of its attempts, through all services. */
@WithPlatform
class RunIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ASKED_AGAIN = "Find the mistake";
    private static final ProblemSet SET = ProblemSet.multiplying("e2e-run", "run_case", 5);

    private final Api api;
    private final ScriptedModelServer model = new ScriptedModelServer(RunIT::answer);

    RunIT(RunningPlatform platform) {
        this.api = platform.api();
    }

    private static String answer(String prompt) {
        Problem problem = SET.askedFor(prompt);
        if (prompt.contains(ASKED_AGAIN)) {
            return Answers.right(problem);
        }
        return switch (SET.problems().indexOf(problem)) {
            case 0 -> Answers.right(problem);
            case 1 -> Answers.wrong(problem);
            case 2 -> Answers.prose();
            case 3 -> Answers.looping(problem);
            default -> Answers.raising(problem);
        };
    }

    @BeforeEach
    void importSet() {
        GateReport gate = api.importAndProve(SET);
        assertThat(gate.state()).as("%s", gate.surprises()).isEqualTo(GateState.VERIFIED);
    }

    @AfterEach
    void stopModel() {
        model.close();
    }

    @Test
    void every_answer_gets_the_verdict_it_deserves_and_a_full_record() {
        Run run = finish(start("e2e-verdicts", 0, true));

        List<Trial> trials = api.trials(run.runId());
        assertThat(trials)
                .extracting(trial -> trial.verdict().orElseThrow())
                .containsExactly(
                        Verdict.PASSED,
                        Verdict.WRONG_ANSWER,
                        Verdict.EXTRACTION_FAILED,
                        Verdict.TIME_LIMIT,
                        Verdict.RUNTIME_ERROR);
        assertThat(run.progress().passed()).isEqualTo(1);
        assertThat(run.progress().judged()).isEqualTo(5);
        assertThat(run.progress().successRate().orElseThrow().rate()).isEqualTo(0.2);
        assertThat(run.progress().usage().inputTokens()).isPositive();
        assertThat(run.progress().unknownCosts()).isZero();
        assertThat(model.calls()).isEqualTo(5);

        AttemptRecord record = api.attempt(trials.getFirst());
        assertThat(record.generation().orElseThrow().answer())
                .isEqualTo(Answers.right(SET.problems().getFirst()));
        assertThat(record.generation().orElseThrow().call().orElseThrow().wireRequest())
                .contains(ScriptedModelServer.MODEL);
        Execution execution = record.execution().orElseThrow();
        assertThat(execution.extraction().code().orElseThrow())
                .contains("return n * 3")
                .doesNotContain("```");
        assertThat(execution.tests()).hasSize(3).allMatch(test -> test.status() == Execution.TestOutcome.Status.PASSED);
        assertThat(execution.integrity()).isEqualTo(Execution.Integrity.SPLIT);
    }

    @Test
    void an_iterative_trial_repairs_until_it_passes_and_counts_all_its_attempts() {
        Map<String, Object> experiment = new HashMap<>(Experiments.of(model, SET, 8, 0));
        experiment.put("strategy", Map.of("type", "iterative", "max_iterations", 3));
        api.putExperiment("e2e-iterative", experiment);
        Run run = finish(api.startRun(Map.of("experiment_ids", List.of("e2e-iterative"))));

        List<Trial> trials = api.trials(run.runId());
        assertThat(run.progress().passed()).isEqualTo(5);
        assertThat(trials).extracting(Trial::attempts).containsExactly(1, 2, 2, 2, 2);
        assertThat(model.calls()).isEqualTo(9);
        assertThat(run.progress().unknownCosts()).isZero();
        for (Trial trial : trials) {
            List<AttemptSummary> attempts = api.attempts(trial.trialId());
            assertThat(attempts)
                    .extracting(AttemptSummary::attemptNumber)
                    .isSorted()
                    .hasSize(trial.attempts());
            assertThat(attempts.stream().map(AttemptSummary::usage).reduce(Usage.NONE, Usage::plus))
                    .isEqualTo(trial.usage());
            assertThat(attempts.getLast().attemptId())
                    .isEqualTo(trial.lastAttemptId().orElseThrow());
        }
        List<String> repairs = model.bodies().stream()
                .filter(body -> body.contains(ASKED_AGAIN))
                .toList();
        assertThat(repairs).hasSize(4);
        assertThat(repairs.stream().filter(body -> body.contains("further tests")))
                .hasSize(1);
        assertThat(repairs.stream().filter(body -> body.contains("no idea"))).hasSize(1);
        assertThat(repairs.stream().filter(body -> body.contains("takes too long")))
                .hasSize(1);
        assertThat(repairs.stream().filter(body -> body.contains("no code in your answer")))
                .hasSize(1);
    }

    @Test
    void a_second_run_uses_the_answers_again_and_calls_nobody() {
        Run first = finish(start("e2e-reuse", 0, true));
        int calls = model.calls();
        Run second = finish(start("e2e-reuse", 0, true));

        assertThat(second.runId()).isNotEqualTo(first.runId());
        assertThat(model.calls()).isEqualTo(calls);
        assertThat(second.progress().cachedAnswers()).isEqualTo(5);
        assertThat(second.progress().verdicts()).isEqualTo(first.progress().verdicts());
        assertThat(api.trials(second.runId()))
                .extracting(trial -> trial.cachedFrom().orElseThrow())
                .containsExactlyElementsOf(api.trials(first.runId()).stream()
                        .map(trial -> trial.cachedFrom()
                                .orElseGet(() -> trial.lastAttemptId().orElseThrow()))
                        .toList());
    }

    @Test
    void a_provider_that_fails_for_a_while_costs_time_and_no_verdict() {
        model.failNext(Fault.RATE_LIMIT, Fault.SERVER_ERROR, Fault.BROKEN_BODY, Fault.GARBAGE);

        Run run = finish(start("e2e-faults", 0, false));

        assertThat(run.progress().judged()).isEqualTo(5);
        assertThat(run.progress().verdicts()).doesNotContainKey(Verdict.INFRASTRUCTURE_ERROR);
        assertThat(model.calls()).isEqualTo(5 + 4);
        long retries = api.trials(run.runId()).stream()
                .map(api::attempt)
                .mapToLong(record -> record.generation()
                        .orElseThrow()
                        .call()
                        .orElseThrow()
                        .retries()
                        .size())
                .sum();
        assertThat(retries).isEqualTo(4);
    }

    @Test
    void a_refused_key_is_an_infrastructure_error_outside_the_rate() {
        model.failNext(Fault.UNAUTHORIZED);

        Run run = finish(start("e2e-refused", 0, false));

        assertThat(run.progress().verdicts()).containsEntry(Verdict.INFRASTRUCTURE_ERROR, 1L);
        assertThat(run.progress().judged()).isEqualTo(4);
        assertThat(run.progress().successRate().orElseThrow().excluded()).isEqualTo(1);
        List<StageError> errors = api.trials(run.runId()).stream()
                .filter(trial -> trial.verdict().orElseThrow() == Verdict.INFRASTRUCTURE_ERROR)
                .map(trial -> api.attempt(trial).error().orElseThrow())
                .toList();
        assertThat(errors)
                .singleElement()
                .satisfies(error -> assertThat(error.cause()).isEqualTo("authentication"));
    }

    @Test
    void a_cancelled_run_stops_calling_and_keeps_what_is_done() {
        model.latency(Duration.ofMillis(500));
        Map<String, Object> samples = Map.of("type", "zero-shot", "samples", 40);
        Map<String, Object> experiment = new HashMap<>(Experiments.of(model, SET, 4, 0.7));
        experiment.put("strategy", samples);
        api.putExperiment("e2e-cancel", experiment);
        Run run = api.startRun(Map.of("experiment_ids", List.of("e2e-cancel")));
        Awaitility.await("some trials end")
                .atMost(PATIENCE)
                .until(() -> api.run(run.runId()).progress().ended() >= 5);

        api.post("/runs/" + run.runId() + "/cancel", Map.of());

        Run cancelled = api.awaitEnd(run.runId(), Duration.ofSeconds(5));
        assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
        // Workers learn of it after the run is cancelled, so a call may still begin; then none.
        AtomicInteger calls = new AtomicInteger(-1);
        Awaitility.await("no call is made any more")
                .pollInterval(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(15))
                .until(() -> calls.getAndSet(model.calls()) == model.calls());
        assertThat(model.inFlight()).isZero();
        assertThat(model.calls()).isLessThan(40 * SET.problems().size());
        assertThat(model.mostInFlight()).isLessThanOrEqualTo(4);
        Map<TrialState, Long> states =
                api.trials(run.runId()).stream().collect(Collectors.groupingBy(Trial::state, Collectors.counting()));
        assertThat(states.keySet()).containsExactlyInAnyOrder(TrialState.FINISHED, TrialState.STOPPED);
        assertThat(states.get(TrialState.FINISHED)).isGreaterThanOrEqualTo(5);
    }

    private Run start(String experimentId, double temperature, boolean reuse) {
        api.putExperiment(experimentId, Experiments.of(model, SET, 8, temperature));
        return api.startRun(Map.of("experiment_ids", List.of(experimentId), "reuse_answers", reuse));
    }

    private Run finish(Run run) {
        Run ended = api.awaitEnd(run.runId(), PATIENCE);
        assertThat(ended.state()).isEqualTo(RunState.FINISHED);
        return ended;
    }
}
