package dev.assay.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Topics;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.run.Trial;
import dev.assay.e2e.model.ScriptedModelServer;
import dev.assay.e2e.platform.Api;
import dev.assay.e2e.platform.Echo;
import dev.assay.e2e.platform.Experiments;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import dev.assay.e2e.problem.Problem;
import dev.assay.e2e.problem.ProblemSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every service killed in turn in the middle of a run, while every event is delivered twice and out of order.
 *
 * <p>Each experiment has a temperature of its own, so that each trial's call differs from every other: the model server's
 * own count tells which call was made again.
 */
@WithPlatform
class KillIT {

    private static final int PROBLEMS = 10;
    private static final int CONCURRENCY = 16;
    private static final int LEAST_IN_FLIGHT = 10;
    private static final int ANSWERS_ON_THE_WAY = 4;
    private static final int ANSWERS_TO_RECOVER = 4;
    private static final String CALLER = "llm-worker";
    /** What is promised, and held to in the full form; the short one, beside other work, has only to recover. */
    private static final Duration RECOVERY =
            Boolean.getBoolean("assay.chaos") ? Duration.ofSeconds(60) : Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** Longer than from an answer to the next call; and shorter than a killed service needs to start again. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final ProblemSet SET = ProblemSet.multiplying("e2e-kill", "kill_case", PROBLEMS);

    private final RunningPlatform platform;
    private final Api api;

    /** By call, at how many kills of llm-worker its answer could not have been stored. */
    private final Map<String, Long> lost = new HashMap<>();

    KillIT(RunningPlatform platform) {
        this.platform = platform;
        this.api = platform.api();
    }

    @Test
    @DisabledIfSystemProperty(named = "assay.chaos", matches = "true", disabledReason = "the full form runs instead")
    void sixty_trials_survive_a_kill_of_each_service() {
        survive(60, Duration.ofMillis(500));
    }

    @Test
    @EnabledIfSystemProperty(named = "assay.chaos", matches = "true", disabledReason = "-Dassay.chaos=true")
    void three_hundred_trials_survive_a_kill_of_each_service() {
        survive(300, Duration.ofSeconds(2));
    }

    private void survive(int trials, Duration latency) {
        api.importAndProve(SET);
        try (ScriptedModelServer model = new ScriptedModelServer(KillIT::answer).latency(latency)) {
            Run run = runUnderFire(model, trials);
            platform.events().awaitQuiet(Duration.ofMinutes(2));

            assertThat(run.state()).isEqualTo(RunState.FINISHED);
            everyTrialEndedOnce(run.runId(), trials);
            onlyLostCallsWereRepeated(model, trials);
        }
    }

    /** The run when it has ended, after every service was killed once. */
    private Run runUnderFire(ScriptedModelServer model, int trials) {
        Echo echo = new Echo(platform.events());
        try (echo) {
            Run run = start(model, trials);
            RunningPlatform.SERVICES.forEach(service -> kill(service, run.runId(), model));
            Run ended = api.awaitEnd(run.runId(), PATIENCE);
            assertThat(echo.delivered()).isGreaterThan(trials);
            return ended;
        } finally {
            report(model, echo, trials);
        }
    }

    private static String answer(String prompt) {
        Problem problem = SET.askedFor(prompt);
        boolean right = SET.problems().indexOf(problem) % 2 == 0;
        String body = right ? problem.reference() : "return " + problem.publicResult();
        return "```python\n" + problem.program(body) + "```";
    }

    private Run start(ScriptedModelServer model, int trials) {
        List<String> ids = new ArrayList<>();
        for (int at = 0; at < trials / PROBLEMS; at++) {
            String id = "e2e-kill-" + trials + "-" + at;
            api.putExperiment(id, Experiments.of(model, SET, CONCURRENCY, 0.01 + at / 100.0));
            ids.add(id);
        }
        return api.startRun(Map.of("experiment_ids", ids));
    }

    /** Kills a service with calls in flight and some answers just on their way, and sees trials end again. */
    private void kill(String service, String runId, ScriptedModelServer model) {
        Awaitility.await("calls in flight before the kill of " + service)
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> model.inFlight() >= LEAST_IN_FLIGHT);
        model.hold();
        awaitReception(model);
        int inFlight = model.inFlight();
        long releasedAt = System.nanoTime();
        model.release(ANSWERS_ON_THE_WAY);
        long killedAt = System.nanoTime();
        int calls = model.calls();
        platform.processes().kill(service);
        Set<String> unanswered = Set.of();
        if (service.equals(CALLER)) {
            awaitReception(model);
            model.openAt(releasedAt).forEach(call -> lost.merge(call, 1L, Long::sum));
            unanswered = model.openAt(killedAt);
            model.callerIsGone();
        }
        awaitRecovery(service, runId, model, calls, unanswered);
        model.resume();
        System.out.printf(
                "killed %s with %d calls in flight; calls made and trials ended again after %.1f s%n",
                service, inFlight, (System.nanoTime() - killedAt) / 1e9);
    }

    /**
     * Until no call comes any more. Each answer that is stored makes room for a call, so before the kill every answer is
     * stored by then; and after it, every call that was sent up to the last moment has been read.
     */
    private static void awaitReception(ScriptedModelServer model) {
        int received;
        do {
            received = model.calls();
            pause();
        } while (model.calls() > received);
    }

    private static void pause() {
        try {
            Thread.sleep(SILENCE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Lets a few answers go, one by one, and waits until calls are made and trials end that were not when the service was
     * back; and, where calls were lost, until one of them is made again.
     */
    private void awaitRecovery(
            String service, String runId, ScriptedModelServer model, int calls, Set<String> unanswered) {
        AtomicLong endedWhenBack = new AtomicLong(Long.MAX_VALUE);
        AtomicInteger answers = new AtomicInteger(ANSWERS_TO_RECOVER);
        Awaitility.await("recovery from the kill of " + service)
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(700))
                .ignoreExceptions()
                .until(() -> {
                    platform.processes().awaitReady(service, RECOVERY);
                    long ended = api.run(runId).progress().ended();
                    endedWhenBack.accumulateAndGet(ended, Math::min);
                    model.release(answers.getAndDecrement() > 0 ? 1 : 0);
                    return ended > endedWhenBack.get()
                            && model.calls() > calls
                            && (unanswered.isEmpty() || isRepeated(model, unanswered));
                });
    }

    private static boolean isRepeated(ScriptedModelServer model, Set<String> requests) {
        Map<String, Long> made = model.callsByRequest();
        return requests.stream().anyMatch(request -> made.get(request) > 1);
    }

    private void everyTrialEndedOnce(String runId, int count) {
        List<Trial> trials = api.trials(runId);
        assertThat(trials).hasSize(count).extracting(Trial::trialId).doesNotHaveDuplicates();
        assertThat(trials).allSatisfy(trial -> {
            boolean right = Integer.parseInt(trial.problemId().replaceAll("\\D+", "")) % 2 == 0;
            assertThat(trial.verdict()).contains(right ? Verdict.PASSED : Verdict.WRONG_ANSWER);
            assertThat(trial.attempts()).isEqualTo(1);
        });
        Map<UUID, Set<Verdict>> verdicts = new HashMap<>();
        platform.events().read(Topics.FINISHED).stream()
                .map(record -> AssayJson.read(record.value(), AttemptFinished.class))
                .filter(finished -> finished.attempt().runId().equals(runId))
                .filter(finished -> finished.verdict() != Verdict.INFRASTRUCTURE_ERROR)
                .forEach(finished -> verdicts.computeIfAbsent(
                                finished.attempt().attemptId(), id -> new java.util.HashSet<>())
                        .add(finished.verdict()));
        assertThat(verdicts)
                .hasSize(count)
                .allSatisfy((id, said) -> assertThat(said).hasSize(1));
    }

    private void onlyLostCallsWereRepeated(ScriptedModelServer model, int trials) {
        Map<String, Long> made = model.callsByRequest();
        assertThat(made).hasSize(trials);
        assertThat(made)
                .allSatisfy((call, times) -> assertThat(times - 1)
                        .as("repetitions of a call, and kills of llm-worker that could have lost its answer")
                        .isLessThanOrEqualTo(lost.getOrDefault(call, 0L)));
        assertThat(model.mostInFlight()).isLessThanOrEqualTo(2 * CONCURRENCY);
    }

    private void report(ScriptedModelServer model, Echo echo, int trials) {
        System.out.printf(
                "%d trials, %d calls: %d repeated; %d could have been lost at kills of llm-worker; %d events echoed%n",
                trials,
                model.calls(),
                model.calls() - trials,
                lost.values().stream().mapToLong(Long::longValue).sum(),
                echo.delivered());
    }
}
