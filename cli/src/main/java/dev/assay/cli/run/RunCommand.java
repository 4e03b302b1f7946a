package dev.assay.cli.run;

import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.RunDocument;
import dev.assay.cli.runs.RunErrors;
import dev.assay.cli.runs.RunFollower;
import dev.assay.cli.runs.RunReport;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.run.Run;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay run}: start a run and follow it. */
@Command(
        name = "run",
        description = "Run experiments: by their ids, by their tags, or one that the options describe. "
                + "Follows the run and prints its result; exit code 1 where not every trial was judged.")
public final class RunCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "EXPERIMENT", arity = "0..*", description = "Ids of experiments.")
    private List<String> experimentIds = List.of();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "The experiments with this tag; given several times, those with all of them.")
    private List<String> tags = List.of();

    @Mixin
    private final PlainExperiment plain = new PlainExperiment();

    @Option(names = "--limit-usd", paramLabel = "AMOUNT", description = "Hard limit of what the run may spend.")
    private BigDecimal limitUsd;

    @Option(names = "--name", paramLabel = "TEXT", description = "Name of the run.")
    private String name;

    @Option(
            names = "--reuse-answers",
            negatable = true,
            description = "Use earlier answers to the same request again, or do not (default: at temperature 0 only).")
    private Boolean reuseAnswers;

    @Option(names = "--detach", description = "Start it, print its id, and do not wait for its end.")
    private boolean detach;

    public RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        AssayClient client = session.client();
        Terminal terminal = session.terminal();
        Run started = client.createRun(new RunDocument(
                experiments(client, terminal),
                Optional.ofNullable(name),
                Optional.ofNullable(limitUsd),
                Optional.ofNullable(reuseAnswers)));
        if (detach) {
            report(client, started);
            return 0;
        }
        terminal.note("run " + started.runId() + ": "
                + Figures.count(started.progress().total()) + " trials");
        Run run = new RunFollower(client, terminal).follow(started);
        report(client, run);
        new RunErrors(client, terminal).print(run);
        return RunErrors.exitCode(run);
    }

    private List<String> experiments(AssayClient client, Terminal terminal) {
        boolean registered = !experimentIds.isEmpty() || !tags.isEmpty();
        if (registered == plain.isGiven() || !experimentIds.isEmpty() && !tags.isEmpty()) {
            throw Failure.usage("say what to run: EXPERIMENT…, or --tag TAG, or --model NAME and --dataset ID");
        }
        if (plain.isGiven()) {
            return plain.register(client);
        }
        return tags.isEmpty() ? experimentIds : new TaggedExperiments(client, terminal).with(tags);
    }

    private void report(AssayClient client, Run run) {
        if (session.json()) {
            session.print(run);
        } else if (detach) {
            session.terminal().print(run.runId());
        } else {
            RunReport report = new RunReport(client, session.terminal());
            report.print(run);
            report.printWhere(run);
        }
    }
}
