package dev.assay.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.Trial;
import dev.assay.e2e.model.ScriptedModelServer;
import dev.assay.e2e.platform.Api;
import dev.assay.e2e.platform.Events;
import dev.assay.e2e.platform.Experiments;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import dev.assay.e2e.problem.Problem;
import dev.assay.e2e.problem.ProblemSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Events of the past, delivered again. */
@WithPlatform
class ReplayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ProblemSet SET = ProblemSet.multiplying("e2e-replay", "replay_case", 4);

    private final RunningPlatform platform;
    private final Api api;

    ReplayIT(RunningPlatform platform) {
        this.platform = platform;
        this.api = platform.api();
    }

    @Test
    void every_event_of_a_finished_run_delivered_twice_more_in_any_order_changes_nothing() {
        api.importAndProve(SET);
        try (ScriptedModelServer model = new ScriptedModelServer(ReplayIT::answer)) {
            api.putExperiment("e2e-replay", Experiments.of(model, SET, 8, 0));
            Run started = api.startRun(Map.of("experiment_ids", List.of("e2e-replay")));
            Run run = api.awaitEnd(started.runId(), PATIENCE);
            platform.events().awaitQuiet(PATIENCE);
            List<String> before = documents(run.runId());
            int calls = model.calls();
            List<ConsumerRecord<String, byte[]>> records = recordsOf(run.runId());
            assertThat(records).hasSizeGreaterThanOrEqualTo(SET.problems().size() * Events.WAY.size());

            List<ConsumerRecord<String, byte[]>> again = new ArrayList<>(records);
            again.addAll(records);
            Collections.shuffle(again, new Random(7));
            platform.events().publishAgain(again);
            platform.events().awaitQuiet(PATIENCE);

            assertThat(documents(run.runId())).isEqualTo(before);
            assertThat(model.calls()).isEqualTo(calls);
        }
    }

    private static String answer(String prompt) {
        Problem problem = SET.askedFor(prompt);
        String body = SET.problems().indexOf(problem) == 0 ? problem.reference() : "return 0";
        return "```python\n" + problem.program(body) + "```";
    }

    private List<ConsumerRecord<String, byte[]>> recordsOf(String runId) {
        Set<String> trials = api.trials(runId).stream()
                .map(Trial::trialId)
                .map(Object::toString)
                .collect(Collectors.toSet());
        return Events.WAY.stream()
                .flatMap(topic -> platform.events().read(topic).stream())
                .filter(record -> trials.contains(record.key()))
                .toList();
    }

    /** All that can be read of a run, without the time that goes on. */
    private List<String> documents(String runId) {
        List<String> documents = new ArrayList<>();
        JsonNode run = AssayJson.read(api.text("/runs/" + runId), JsonNode.class);
        if (run.path("progress") instanceof ObjectNode progress) {
            progress.remove("elapsed_seconds");
        }
        documents.add(run.toString());
        documents.addAll(api.pages("/runs/" + runId + "/trials"));
        documents.addAll(api.pages("/runs/" + runId + "/attempts"));
        api.trials(runId)
                .forEach(trial -> documents.add(
                        api.text("/attempts/" + trial.lastAttemptId().orElseThrow())));
        return documents;
    }
}
