package dev.assay.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.session.Session;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay runs set}. */
@Command(
        name = "set",
        description = "Change how many calls a run makes at once, or its place among others. The number of calls is a "
                + "setting of its experiments, so their other runs follow it too.")
final class RunsSetCommand implements Callable<Integer> {

    /** What the server adds to an experiment, and does not take back. */
    private static final List<String> SERVERS_OWN = List.of("experiment_id", "created_at", "updated_at");

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Calls at once to the model of each of its experiments, 1 to 1024.")
    private Integer concurrency;

    @Option(
            names = "--priority",
            paramLabel = "N",
            description = "-100 to 100: before runs of a lower one where they wait for the same model.")
    private Integer priority;

    RunsSetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AssayClient client = session.client();
        if (concurrency == null && priority == null) {
            throw Failure.usage("give --concurrency N or --priority N");
        }
        Run run = client.run(runId);
        if (concurrency != null) {
            run.experimentIds().forEach(id -> client.putExperiment(id, document(client.experiment(id))));
            say(run.runId() + " makes up to " + concurrency + " calls at once to each model");
        }
        if (priority != null) {
            client.prioritiseRun(run.runId(), priority);
            say(run.runId() + " has priority " + priority);
        }
        if (session.json()) {
            session.print(client.run(run.runId()));
        }
        return 0;
    }

    private void say(String text) {
        if (!session.json()) {
            session.terminal().print(text);
        }
    }

    private JsonNode document(Experiment experiment) {
        ObjectNode document = AssayJson.events().valueToTree(experiment);
        document.remove(SERVERS_OWN);
        document.withObject("/model").put("max_concurrency", concurrency);
        Stream.of("specifier", "reviewer")
                .map(role -> document.path("strategy").path(role).path("model"))
                .filter(JsonNode::isObject)
                .forEach(model -> ((ObjectNode) model).put("max_concurrency", concurrency));
        return document;
    }
}
