package dev.assay.e2e.leak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Topics;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.Trial;
import dev.assay.e2e.model.ScriptedModelServer;
import dev.assay.e2e.platform.Api;
import dev.assay.e2e.platform.Experiments;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import dev.assay.e2e.problem.Problem;
import dev.assay.e2e.problem.ProblemSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing of a hidden test comes out anywhere: neither its expected value nor its arguments, which the candidates here do
 * all they can to tell. Nor does the reference.
 */
@WithPlatform
class LeakIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long ARGUMENT = 7_340_651_928L;
    private static final long RESULT = 5_519_082_746L;
    private static final String REFERENCE_MARK = "reference_mark_4417";

    private static final List<String> SECRETS = List.of(Long.toString(ARGUMENT), Long.toString(RESULT), REFERENCE_MARK);

    /** The last one's reference is wrong, so that its gate has something to say. */
    private static final ProblemSet SET = new ProblemSet(
            "e2e-leak",
            List.of(
                    problem("leak_print", reference()),
                    problem("leak_raise", reference()),
                    problem("leak_return", reference()),
                    problem("leak_exit", reference()),
                    problem("leak_file", reference()),
                    problem("leak_gate", "return 5 # " + REFERENCE_MARK)));

    private static final int ATTEMPTS = 3;
    private static final int ANALYSES = 1;
    private static final int REVIEWS = ATTEMPTS - 1;

    private final RunningPlatform platform;
    private final Api api;

    LeakIT(RunningPlatform platform) {
        this.platform = platform;
        this.api = platform.api();
    }

    private static String reference() {
        return "return " + RESULT + " if n > 9 else 4 # " + REFERENCE_MARK;
    }

    private static Problem problem(String name, String reference) {
        return new Problem(name, "Return the right number for n.", reference, 2, 4, Map.of(ARGUMENT, RESULT));
    }

    @Test
    void hidden_tests_and_references_come_out_nowhere() throws IOException {
        api.importAndProve(SET);
        try (ScriptedModelServer model = new ScriptedModelServer(LeakIT::answer)) {
            api.putExperiment("e2e-leak", Experiments.of(model, SET, 8, 0));
            Run started = api.startRun(Map.of("experiment_ids", List.of("e2e-leak")));
            Run run = api.awaitEnd(started.runId(), PATIENCE);
            platform.events().awaitQuiet(PATIENCE);

            assertThat(run.progress().ended()).isEqualTo(SET.problems().size());
            assertThat(run.progress().verdicts()).doesNotContainKeys(Verdict.PASSED, Verdict.INFRASTRUCTURE_ERROR);
            Map<String, String> places = places(run.runId());
            assertThat(places.keySet()).hasSizeGreaterThan(20);
            assertThat(places.values()).noneMatch(String::isEmpty);
            assertThat(leaks(places)).isEmpty();
        }
    }

    /**
     * The same candidates, which are told of their failure and asked again, after others have looked at them; a run for
     * each policy, all at once.
     */
    @Test
    void no_repair_and_nobody_who_helps_is_told_anything_of_a_hidden_test() {
        api.importAndProve(SET);
        List<Repairing> runs = Stream.of("error-type", "failing-assert", "full-output")
                .map(this::startRepairing)
                .toList();
        try {
            runs.forEach(this::assertNothingTold);
        } finally {
            runs.forEach(run -> run.model().close());
        }
    }

    private record Repairing(String feedback, ScriptedModelServer model, Run run) {}

    private Repairing startRepairing(String feedback) {
        ScriptedModelServer model = new ScriptedModelServer(LeakIT::answer);
        String experimentId = "e2e-leak-" + feedback;
        Map<String, Object> experiment = new HashMap<>(Experiments.of(model, SET, 8, 0));
        experiment.put("strategy", Experiments.helped(model, 8, ATTEMPTS, feedback, 1));
        api.putExperiment(experimentId, experiment);
        Run run = api.startRun(Map.of("experiment_ids", List.of(experimentId), "reuse_answers", false));
        return new Repairing(feedback, model, run);
    }

    private void assertNothingTold(Repairing started) {
        Run run = api.awaitEnd(started.run().runId(), PATIENCE);

        assertThat(run.progress().judged())
                .as(started.feedback())
                .isEqualTo(SET.problems().size());
        assertThat(run.progress().verdicts()).as(started.feedback()).doesNotContainKey(Verdict.PASSED);
        List<String> prompts = started.model().bodies();
        assertThat(prompts)
                .as(started.feedback())
                .hasSize((ATTEMPTS + ANALYSES + REVIEWS) * SET.problems().size());
        assertThat(prompts.stream().filter(prompt -> prompt.contains("fails further tests")))
                .as(started.feedback())
                .hasSizeGreaterThanOrEqualTo(SET.problems().size());
        Map<String, String> places = new LinkedHashMap<>();
        for (int at = 0; at < prompts.size(); at++) {
            places.put("prompt " + at, prompts.get(at));
        }
        for (Trial trial : api.trials(run.runId())) {
            api.attempts(trial.trialId())
                    .forEach(attempt ->
                            places.put("attempt " + attempt.attemptId(), api.text("/attempts/" + attempt.attemptId())));
        }
        assertThat(leaks(places)).as(started.feedback()).isEmpty();
    }

    /** Each place that holds what it must not, and what that is. */
    private static List<String> leaks(Map<String, String> places) {
        return places.entrySet().stream()
                .flatMap(place -> SECRETS.stream()
                        .filter(place.getValue()::contains)
                        .map(secret -> place.getKey() + " holds " + secret))
                .toList();
    }

    /** Programs that try to tell what they were called with; none passes. */
    private static String answer(String prompt) {
        Problem problem = SET.askedFor(prompt);
        String body = switch (problem.name()) {
            case "leak_print" ->
                "import sys\nprint('told', n)\nprint('told', n, file=sys.stderr, flush=True)\nreturn 4";
            case "leak_raise" -> "if n > 9:\n    raise ValueError('told %d' % n)\nreturn 4";
            case "leak_return" -> "return 4 if n < 9 else [n]";
            case "leak_exit" -> "if n > 9:\n    raise SystemExit('told %d' % n)\nreturn 4";
            case "leak_file" -> "import os\nif n > 9:\n    [os.write(d, b'told %d' % n) for d in (1, 2)]\nreturn 4";
            default -> "assert n < 9, 'told %d' % n\nreturn 4";
        };
        return "```python\n" + problem.program(body) + "```";
    }

    /**
     * Everything that anybody but the judge's side can see, by where. The topics of the gate are not among it: the
     * reference goes through them, and nobody but dataset-service and executor-service reads them.
     */
    private Map<String, String> places(String runId) throws IOException {
        Map<String, String> places = new LinkedHashMap<>();
        for (String path : List.of(
                "/datasets",
                "/datasets/e2e-leak",
                "/datasets/e2e-leak/gate",
                "/datasets/e2e-leak/slices",
                "/datasets/e2e-leak/problems",
                "/datasets/e2e-leak/problems/leak_gate",
                "/experiments/e2e-leak",
                "/runs/" + runId,
                "/runs/" + runId + "/trials",
                "/runs/" + runId + "/attempts")) {
            places.put(path, api.text(path));
        }
        for (Trial trial : api.trials(runId)) {
            String attempt = "/attempts/" + trial.lastAttemptId().orElseThrow();
            places.put(trial.problemId() + " " + attempt, api.text(attempt));
            places.put(trial.problemId() + " trial", api.text("/trials/" + trial.trialId()));
        }
        for (String topic : List.of(Topics.GENERATE, Topics.GENERATED, Topics.EXECUTED, Topics.FINISHED)) {
            places.put(
                    topic,
                    platform.events().read(topic).stream()
                            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("\n")));
        }
        for (String service : RunningPlatform.SERVICES) {
            places.put(
                    "log of " + service, Files.readString(platform.processes().log(service)));
        }
        return places;
    }
}
