package dev.assay.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.contracts.summary.BenchmarkSummary;
import dev.assay.contracts.summary.BenchmarkSummary.ExperimentResult;
import dev.assay.e2e.model.ScriptedModelServer;
import dev.assay.e2e.platform.Api;
import dev.assay.e2e.platform.Echo;
import dev.assay.e2e.platform.Experiments;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import dev.assay.e2e.problem.Problem;
import dev.assay.e2e.problem.ProblemSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every service killed in turn in the middle of repairs, while every event is delivered twice and out of order. */
@WithPlatform
@EnabledIfSystemProperty(named = "assay.chaos", matches = "true", disabledReason = "-Dassay.chaos=true")
class RepairKillIT {

    private static final int MAX_ITERATIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern STEP = Pattern.compile("step (\\d)");
    private static final ProblemSet SET = ProblemSet.multiplying("e2e-repair-kill", "repair_case", 20);

    private final RunningPlatform platform;
    private final Api api;

    RepairKillIT(RunningPlatform platform) {
        this.platform = platform;
        this.api = platform.api();
    }

    /** What a trial comes to, without ids. */
    private record Result(String problemId, String verdict, int iterations, String cost, String usage) {

        static Result of(ExperimentResult result) {
            return new Result(
                    result.problemId(),
                    result.verdict().code(),
                    result.iterations(),
                    result.cost().map(String::valueOf).orElse(""),
                    result.usage().toString());
        }
    }

    @Test
    void a_disturbed_run_of_repairs_ends_like_an_undisturbed_one() {
        api.importAndProve(SET);
        try (ScriptedModelServer model = new ScriptedModelServer(RepairKillIT::answer)) {
            Map<String, Object> experiment = new HashMap<>(Experiments.of(model, SET, 2, 0));
            experiment.put("strategy", Map.of("type", "iterative", "max_iterations", MAX_ITERATIONS));
            api.putExperiment("e2e-repair-kill", experiment);
            BenchmarkSummary undisturbed = summary(start());

            model.latency(Duration.ofSeconds(4));
            BenchmarkSummary disturbed;
            try (Echo echo = new Echo(platform.events())) {
                Run run = start();
                RunningPlatform.SERVICES.forEach(service -> kill(service, run.runId()));
                disturbed = summary(run);
                assertThat(echo.delivered()).isGreaterThan(SET.problems().size());
            }

            assertThat(undisturbed.summary().avgIterations()).contains(2.5);
            assertThat(undisturbed.summary().successes()).isEqualTo(15);
            assertThat(disturbed.summary()).isEqualTo(undisturbed.summary());
            assertThat(disturbed.results().stream().map(Result::of))
                    .containsExactlyElementsOf(
                            undisturbed.results().stream().map(Result::of).toList());
        }
    }

    /** One more step a repair, which the error tells; a quarter of the problems is right at each, one quarter never. */
    private static String answer(String prompt) {
        Problem problem = SET.askedFor(prompt);
        Matcher told = STEP.matcher(prompt);
        int step = told.find() ? Integer.parseInt(told.group(1)) + 1 : 1;
        boolean right = SET.problems().indexOf(problem) % MAX_ITERATIONS == step - 1 && step < MAX_ITERATIONS;
        String body = right ? problem.reference() : "raise ValueError('step " + step + "')";
        return "```python\n" + problem.program(body) + "```";
    }

    private Run start() {
        return api.startRun(Map.of("experiment_ids", List.of("e2e-repair-kill"), "reuse_answers", false));
    }

    private BenchmarkSummary summary(Run run) {
        assertThat(api.awaitEnd(run.runId(), PATIENCE).state()).isEqualTo(RunState.FINISHED);
        platform.events().awaitQuiet(PATIENCE);
        return api.get("/runs/" + run.runId() + "/summary", BenchmarkSummary.class);
    }

    /** Kills a service while the run goes on, and sees tokens used that were not when it was back. */
    private void kill(String service, String runId) {
        assertThat(api.run(runId).state()).as("before the kill of " + service).isEqualTo(RunState.RUNNING);
        platform.processes().kill(service);
        platform.processes().awaitReady(service, PATIENCE);
        long used = used(runId);
        Awaitility.await("recovery from the kill of " + service)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> used(runId) > used || api.run(runId).state() == RunState.FINISHED);
    }

    private long used(String runId) {
        return Awaitility.await("progress of " + runId)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> api.run(runId).progress().usage().total(), total -> true);
    }
}
