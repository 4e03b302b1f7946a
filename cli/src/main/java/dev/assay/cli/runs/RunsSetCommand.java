package dev.assay.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.session.Session;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay runs set}. */
@Command(
        name = "set",
        description = "Change how many calls a run makes at once. It is a setting of its experiments, "
                + "so their other runs follow it too.")
final class RunsSetCommand implements Callable<Integer> {

    /** What the server adds to an experiment, and does not take back. */
    private static final List<String> SERVERS_OWN = List.of("experiment_id", "created_at", "updated_at");

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "Run id, or a unique beginning of one.")
    private String runId;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            required = true,
            description = "Calls at once to the model of each of its experiments, 1 to 1024.")
    private int concurrency;

    RunsSetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AssayClient client = session.client();
        Run run = client.run(runId);
        run.experimentIds().forEach(id -> client.putExperiment(id, document(client.experiment(id))));
        if (session.json()) {
            session.print(client.run(run.runId()));
        } else {
            session.terminal().print(run.runId() + " makes up to " + concurrency + " calls at once to each model");
        }
        return 0;
    }

    private JsonNode document(Experiment experiment) {
        ObjectNode document = AssayJson.events().valueToTree(experiment);
        document.remove(SERVERS_OWN);
        document.withObject("/model").put("max_concurrency", concurrency);
        return document;
    }
}
