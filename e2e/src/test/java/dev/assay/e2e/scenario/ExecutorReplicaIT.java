package dev.assay.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.e2e.model.ScriptedModelServer;
import dev.assay.e2e.platform.Api;
import dev.assay.e2e.platform.Experiments;
import dev.assay.e2e.platform.RunningPlatform;
import dev.assay.e2e.platform.WithPlatform;
import dev.assay.e2e.problem.Problem;
import dev.assay.e2e.problem.ProblemSet;
import dev.assay.local.component.Component.Running;
import dev.assay.local.component.JavaProcess;
import dev.assay.local.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** One more executor on the same topic and host, killed in the middle of its work. */
@WithPlatform
@EnabledIfSystemProperty(named = "assay.chaos", matches = "true", disabledReason = "-Dassay.chaos=true")
class ExecutorReplicaIT {

    private static final String SERVICE = "executor-service";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ProblemSet SET = ProblemSet.multiplying("e2e-replica", "replica_case", 40);

    private final RunningPlatform platform;
    private final Api api;
    private final ScriptedModelServer model = new ScriptedModelServer(ExecutorReplicaIT::answer);
    private final HttpClient http = HttpClient.newHttpClient();

    private JavaProcess replica;
    private Running running;

    ExecutorReplicaIT(RunningPlatform platform) {
        this.platform = platform;
        this.api = platform.api();
    }

    private static String answer(String prompt) {
        Problem problem = SET.askedFor(prompt);
        return SET.problems().indexOf(problem) % 2 == 0 ? Answers.right(problem) : Answers.wrong(problem);
    }

    @BeforeEach
    void startReplica() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        replica = platform.processes().replica(SERVICE, SERVICE + "-2", port, Map.of());
        running = replica.start();
        Awaitility.await("readiness of " + replica.name()).atMost(PATIENCE).until(replica::isReady);
        api.importAndProve(SET);
    }

    @AfterEach
    void stop() {
        Signals.kill(running.identity());
        running.end().join();
        model.close();
    }

    @Test
    void both_execute_and_what_a_killed_one_had_is_executed_by_the_other() {
        Run shared = api.awaitEnd(start("e2e-replica-shared", 0.1).runId(), PATIENCE);
        everyVerdictIsRight(shared);
        assertThat(executions(URI.create(replica.address()))).isPositive();
        assertThat(executions(platform.processes().url(SERVICE))).isPositive();

        Run run = start("e2e-replica-killed", 0.2);
        Awaitility.await("the first verdicts")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> api.run(run.runId()).progress().judged() > 2);
        Signals.kill(running.identity());

        everyVerdictIsRight(api.awaitEnd(run.runId(), PATIENCE));
    }

    private Run start(String id, double temperature) {
        api.putExperiment(id, Experiments.of(model, SET, 16, temperature));
        return api.startRun(Map.of("experiment_ids", List.of(id)));
    }

    private void everyVerdictIsRight(Run run) {
        assertThat(run.state()).isEqualTo(RunState.FINISHED);
        assertThat(api.trials(run.runId())).hasSize(SET.problems().size()).allSatisfy(trial -> {
            boolean right = Integer.parseInt(trial.problemId().replaceAll("\\D+", "")) % 2 == 0;
            assertThat(trial.verdict()).contains(right ? Verdict.PASSED : Verdict.WRONG_ANSWER);
        });
    }

    /** Of all verdicts since the service was started. */
    private double executions(URI service) {
        try {
            HttpResponse<String> metrics = http.send(
                    HttpRequest.newBuilder(service.resolve("/q/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString());
            return metrics.body()
                    .lines()
                    .filter(line -> line.startsWith("assay_executions_total{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
