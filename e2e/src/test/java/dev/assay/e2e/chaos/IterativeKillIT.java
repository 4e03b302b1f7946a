package dev.assay.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A run of repairs in which every service, the broker and PostgreSQL are killed in turn, and every event is delivered twice
 * and out of order, has the summary of the same run when nobody disturbs it. The model is deterministic: which attempt passes
 * depends on the problem alone. It also analyses the problems and reviews the attempts.
 */
@WithPlatform
@EnabledIfSystemProperty(named = "assay.chaos", matches = "true", disabledReason = "-Dassay.chaos=true")
class IterativeKillIT {

    private static final int PROBLEMS = 10;
    private static final int EXPERIMENTS = 6;
    private static final int MAX_ITERATIONS = 4;
    private static final int CONCURRENCY = 8;
    private static final Duration LATENCY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration RECOVERY = Duration.ofMinutes(5);

    /** Ended trials between two kills. */
    private static final int APART = 6;

    private static final Pattern HELP = Pattern.compile("You (analyse|review) ");
    private static final Pattern ATTEMPT = Pattern.compile("# attempt (\\d+)");
    private static final ProblemSet SET = ProblemSet.multiplying("e2e-iterative-kill", "repair_case", PROBLEMS);

    private final RunningPlatform platform;
    private final Api api;

    IterativeKillIT(RunningPlatform platform) {
        this.platform = platform;
        this.api = platform.api();
    }

    @Test
    void a_run_under_fire_has_the_summary_of_an_undisturbed_one() {
        api.importAndProve(SET);
        try (ScriptedModelServer model =
                ScriptedModelServer.ofMessages(IterativeKillIT::answer).latency(LATENCY)) {
            List<String> experiments = register(model);
            JsonNode undisturbed = summary(finish(start(experiments)));
            int calls = model.calls();

            JsonNode disturbed = summary(underFire(experiments));

            System.out.printf(
                    "%d calls undisturbed, %d under fire%n%s%n",
                    calls, model.calls() - calls, disturbed.path("summary").toPrettyString());
            assertThat(disturbed).isEqualTo(undisturbed);
            assertThat(undisturbed.path("summary").path("successes").asInt()).isEqualTo(EXPERIMENTS * PROBLEMS * 4 / 5);
            assertThat(undisturbed.path("summary").path("avg_iterations").asDouble())
                    .isEqualTo(2.8);
        }
    }

    private Run underFire(List<String> experiments) {
        Echo echo = new Echo(platform.events());
        try (echo) {
            Run run = start(experiments);
            Stream.concat(RunningPlatform.SERVICES.stream(), Stream.of("kafka", "postgres"))
                    .forEach(part -> kill(part, run.runId()));
            Run ended = finish(run);
            assertThat(echo.delivered()).isGreaterThan(EXPERIMENTS * PROBLEMS);
            return ended;
        }
    }

    /** Every fifth problem is never solved; the others at attempts 1 to 4. */
    private static String answer(JsonNode messages) {
        String all = messages.toString();
        if (HELP.matcher(all).find()) {
            return "Look again.";
        }
        Matcher earlier = ATTEMPT.matcher(all);
        int attempt = 1;
        while (earlier.find()) {
            attempt = Integer.parseInt(earlier.group(1)) + 1;
        }
        Problem problem = SET.askedFor(String.join("\n", messages.findValuesAsText("content")));
        boolean right = SET.problems().indexOf(problem) % (MAX_ITERATIONS + 1) == attempt - 1;
        String body = "# attempt " + attempt + "\n" + (right ? problem.reference() : "return -" + attempt);
        return "```python\n" + problem.program(body) + "```";
    }

    private List<String> register(ScriptedModelServer model) {
        List<String> ids = new ArrayList<>();
        for (int at = 0; at < EXPERIMENTS; at++) {
            String id = "e2e-iterative-kill-" + at;
            Map<String, Object> experiment = new HashMap<>(Experiments.of(model, SET, CONCURRENCY, 0.01 + at / 100.0));
            experiment.put("strategy", Experiments.helped(model, CONCURRENCY, MAX_ITERATIONS, "failing-assert", 2));
            api.putExperiment(id, experiment);
            ids.add(id);
        }
        return ids;
    }

    private Run start(List<String> experiments) {
        return api.startRun(Map.of("experiment_ids", experiments, "reuse_answers", false));
    }

    private Run finish(Run run) {
        Run ended = api.awaitEnd(run.runId(), PATIENCE);
        assertThat(ended.state()).isEqualTo(RunState.FINISHED);
        return ended;
    }

    /** Kills a part once some more trials have ended, and waits until some end again. */
    private void kill(String part, String runId) {
        awaitEnded(runId, ended(runId) + APART);
        long killedAt = System.nanoTime();
        platform.processes().kill(part);
        platform.processes().awaitReady(part, RECOVERY);
        awaitEnded(runId, ended(runId) + 1);
        System.out.printf("killed %s; trials ended again after %.1f s%n", part, (System.nanoTime() - killedAt) / 1e9);
    }

    private void awaitEnded(String runId, long trials) {
        Awaitility.await("ended trials")
                .atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> {
                    Run run = api.run(runId);
                    return run.state().ended() || run.progress().ended() >= trials;
                });
    }

    private long ended(String runId) {
        return Awaitility.await("progress of the run")
                .atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> api.run(runId).progress().ended(), count -> true);
    }

    /** Without ids and times. */
    private JsonNode summary(Run run) {
        JsonNode document = AssayJson.read(
                Awaitility.await("the summary of " + run.runId())
                        .atMost(RECOVERY)
                        .ignoreExceptions()
                        .until(() -> api.text("/runs/" + run.runId() + "/summary"), text -> true)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                JsonNode.class);
        withoutIdsAndTimes(document, run.runId());
        return document;
    }

    private static void withoutIdsAndTimes(JsonNode node, String runId) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of(
                    "run_id",
                    "benchmark_run_id",
                    "trial_id",
                    "start_time",
                    "end_time",
                    "duration_seconds",
                    "elapsed_seconds",
                    "tags"));
        }
        node.forEach(child -> withoutIdsAndTimes(child, runId));
    }
}
