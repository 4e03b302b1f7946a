package dev.assay.cli.demo;

import dev.assay.cli.datasets.DatasetImport;
import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.RunDocument;
import dev.assay.cli.models.PriceOptions;
import dev.assay.cli.runs.RunErrors;
import dev.assay.cli.runs.RunFollower;
import dev.assay.cli.runs.RunReport;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.Trial;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay demo}: a data set, an experiment, a run and its result, over the same REST calls that anybody can make. */
@Command(
        name = "demo",
        description =
                "Run the 64 problems of the starter set against a model: the one that comes with Assay, or any OpenAI-compatible one.")
public final class DemoCommand implements Callable<Integer> {

    private static final String DATASET = "starter";
    private static final String LOCAL_MODEL_SERVER = "http://127.0.0.1:7075/v1";
    private static final double HOTTEST = 2;
    private static final int MOST_SAMPLES = 1000;

    private final Session session;

    @Option(names = "--base-url", paramLabel = "URL", description = "An OpenAI-compatible server, up to and with /v1.")
    private String baseUrl;

    @Option(names = "--model", paramLabel = "NAME", description = "Name of the model at that server.")
    private String model;

    @Option(
            names = "--samples",
            defaultValue = "1",
            description = "Answers a problem; more than 1 needs a temperature.")
    private int samples;

    @Option(names = "--temperature", defaultValue = "0", description = "0 to 2 (default ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(names = "--concurrency", description = "Calls at once (default: the server's choice).")
    private Integer concurrency;

    @Mixin
    private final PriceOptions price = new PriceOptions();

    @Option(names = "--limit-usd", paramLabel = "USD", description = "Hard limit of what the run may spend.")
    private BigDecimal limitUsd;

    @Option(
            names = "--template",
            paramLabel = "ID",
            description =
                    "Prompt template (default: prompt-only for the model that comes with Assay, else complete-function).")
    private String template;

    public DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        checkOptions();
        Path file = StarterFile.find(session);
        ModelServer server = new ModelServer(Session.baseUri(address()));
        ModelKey.check(server, session);

        AssayClient client = session.client();
        Terminal terminal = session.terminal();
        DatasetImport imports = new DatasetImport(client, terminal);
        imports.upload(DATASET, file, Optional.empty(), Map.of());
        String name = ModelChoice.choose(Optional.ofNullable(model), server.models(), server);
        imports.warnUnlessVerified(imports.awaitGate(DATASET));
        DemoExperiment experiment = DemoExperiment.of(DATASET, choice(server, name));
        client.putExperiment(experiment.experimentId(), experiment.document());
        Run started = client.createRun(new RunDocument(
                List.of(experiment.experimentId()),
                Optional.of("demo of " + name),
                Optional.ofNullable(limitUsd),
                Optional.empty()));
        terminal.note("run " + started.runId() + ": " + started.progress().total() + " trials of " + name);
        Run run = new RunFollower(client, terminal).follow(started);
        report(client, terminal, experiment, run);
        return RunErrors.exitCode(run);
    }

    private void checkOptions() {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw Failure.usage("--samples must be 1 to " + MOST_SAMPLES);
        }
        if (temperature < 0 || temperature > HOTTEST) {
            throw Failure.usage("--temperature must be 0 to 2");
        }
        if (samples > 1 && temperature == 0) {
            throw Failure.usage("--samples " + samples
                    + " needs --temperature above 0: at 0 every sample would be the same answer");
        }
        price.price();
    }

    private boolean isOwnModel() {
        return baseUrl == null;
    }

    private String address() {
        return isOwnModel() ? session.variable("ASSAY_MODEL_URL").orElse(LOCAL_MODEL_SERVER) : baseUrl;
    }

    private DemoExperiment.Choice choice(ModelServer server, String name) {
        String fitting = isOwnModel() ? "prompt-only" : "complete-function";
        return new DemoExperiment.Choice(
                server.baseUrl().toString(),
                name,
                Optional.ofNullable(concurrency),
                template == null ? fitting : template,
                samples,
                temperature,
                price.price());
    }

    private record Document(String experimentId, String url, Run run) {}

    private void report(AssayClient client, Terminal terminal, DemoExperiment experiment, Run run) {
        if (session.json()) {
            session.print(new Document(experiment.experimentId(), client.url("/runs/" + run.runId()), run));
        } else {
            RunReport report = new RunReport(client, terminal);
            report.print(run);
            report.printWhere(run);
            nextSteps(client, terminal, run);
        }
        new RunErrors(client, terminal).print(run);
    }

    private static void nextSteps(AssayClient client, Terminal terminal, Run run) {
        Optional<String> attempt = client.trials(run.runId(), AssayClient.TrialFilter.ALL, 1).stream()
                .map(Trial::lastAttemptId)
                .flatMap(Optional::stream)
                .map(Object::toString)
                .findFirst();
        attempt.ifPresent(id -> terminal.print("one attempt    curl -s " + client.url("/attempts/" + id)));
        terminal.print("");
        terminal.print("Next:  ./assay runs trials " + run.runId());
        attempt.ifPresent(id -> terminal.print("       ./assay runs attempt " + id));
        terminal.print("       ./assay demo --base-url URL --model NAME       (any OpenAI-like server)");
        terminal.print("       ./assay evaluate --dataset FILE --samples FILE (answers that you have)");
    }
}
