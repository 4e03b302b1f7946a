package dev.assay.cli.closedloop;

import dev.assay.cli.datasets.DatasetImport;
import dev.assay.cli.datasets.DatasetName;
import dev.assay.cli.demo.ModelKey;
import dev.assay.cli.failure.Failure;
import dev.assay.cli.http.AssayClient;
import dev.assay.cli.http.RunDocument;
import dev.assay.cli.runs.RunErrors;
import dev.assay.cli.runs.RunFollower;
import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.run.Run;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code assay closed-loop}: ask for programs, run them, ask for repairs, and report what that took. */
@Command(
        name = "closed-loop",
        description = "Ask models for whole programs, run them, and have them repaired up to a cap; report tokens,"
                + " attempts, time and outcome by language and model. Exit code 1 where not every trial was judged.")
public final class ClosedLoopCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description =
                    "Task bank: tasks.json, or a data set of program tasks (default: the one that comes with Assay).")
    private Path tasksFile;

    @Option(names = "--task", paramLabel = "ID", split = ",", description = "Only these tasks.")
    private List<String> taskIds = List.of();

    @Option(
            names = "--languages",
            paramLabel = "ID",
            split = ",",
            description =
                    "Runtimes that programs are written for (default: python, or those that --ilo and --lang2-name add).")
    private List<String> languages = List.of();

    @Mixin
    private final ClosedLoopExperiments experiments = new ClosedLoopExperiments();

    @Mixin
    private final OwnRuntimes ownRuntimes = new OwnRuntimes();

    @Option(names = "--limit-usd", paramLabel = "AMOUNT", description = "Hard limit of what the run may spend.")
    private BigDecimal limitUsd;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the reports go (default: here).")
    private Path outputFolder;

    @Option(names = "--dry-run", description = "List the tasks and what they must print; needs no platform and no key.")
    private boolean dryRun;

    public ClosedLoopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TaskBank bank = TaskBank.read(Optional.ofNullable(tasksFile), session);
        List<TaskBank.Task> tasks = bank.chosen(taskIds);
        if (dryRun) {
            list(tasks);
            return 0;
        }
        experiments.check();
        ownRuntimes.check(session);
        experiments.baseUrl().ifPresent(url -> ModelKey.check(Session.baseUri(url), session));
        AssayClient client = session.client();
        requireKeys(client);
        Run run = new RunFollower(client, session.terminal()).follow(start(client, bank, tasks));
        report(client, run);
        new RunErrors(client, session.terminal()).print(run);
        return RunErrors.exitCode(run);
    }

    private void list(List<TaskBank.Task> tasks) {
        if (session.json()) {
            session.print(tasks);
            return;
        }
        Table table = Table.of("task", "expected output");
        tasks.forEach(task -> table.row(task.id(), task.expectedOutput().replace("\n", "\\n")));
        table.lines(Terminal.WIDTH).forEach(session.terminal()::print);
    }

    /** The calls would only be refused, one after the other. */
    private void requireKeys(AssayClient client) {
        if (experiments.baseUrl().isPresent()) {
            return;
        }
        List<Model> known = client.models().items();
        for (String name : experiments.models()) {
            known.stream()
                    .filter(model -> model.slug().equals(Optional.of(name))
                            || model.label().equals(Optional.of(name)))
                    .filter(model -> model.keyVariable().isPresent() && !model.keySet())
                    .findFirst()
                    .ifPresent(model -> {
                        throw Failure.usage(name + " needs a key: set "
                                + model.keyVariable().orElseThrow() + ", then ./assay down && ./assay up");
                    });
        }
    }

    private Run start(AssayClient client, TaskBank bank, List<TaskBank.Task> tasks) {
        DatasetImport imports = new DatasetImport(client, session.terminal());
        String dataset = DatasetName.of(bank.file());
        imports.upload(dataset, bank.file(), Optional.empty(), Map.of());
        if (bank.proven()) {
            imports.warnUnlessVerified(imports.awaitGate(dataset));
        }
        String slice = taskIds.isEmpty()
                ? "all"
                : tasks.stream().map(TaskBank.Task::id).collect(Collectors.joining(","));
        Run started = client.createRun(new RunDocument(
                register(client, new DatasetSelection(dataset, slice)),
                Optional.of("closed loop"),
                Optional.ofNullable(limitUsd),
                Optional.of(false)));
        session.terminal()
                .note("run " + started.runId() + ": " + started.progress().total() + " trials");
        return started;
    }

    private List<String> register(AssayClient client, DatasetSelection tasks) {
        List<String> own = ownRuntimes.ids(session);
        try {
            return experiments.register(client, tasks, languages(own));
        } catch (Failure refused) {
            boolean ofOwn = own.stream().anyMatch(id -> refused.getMessage().contains(id));
            if (refused.kind() != Failure.Kind.USAGE || !ofOwn) {
                throw refused;
            }
            throw Failure.usage(refused.getMessage() + "; " + ownRuntimes.howToStart(session, outputFolder));
        }
    }

    private List<String> languages(List<String> own) {
        List<String> all =
                Stream.concat(languages.stream(), own.stream()).distinct().toList();
        return all.isEmpty() ? List.of("python") : all;
    }

    private void report(AssayClient client, Run run) {
        ReportFiles files = ReportFiles.in(outputFolder, LocalDate.now());
        Path json = files.write(".json", out -> client.export(run.runId(), "closed-loop", Optional.empty(), out));
        Path markdown = files.write(".md", out -> client.export(run.runId(), "closed-loop-md", Optional.empty(), out));
        Path html = files.write(".html", out -> client.export(run.runId(), "closed-loop-html", Optional.empty(), out));
        Results results = Results.read(json);
        if (session.json()) {
            session.print(results.document());
        } else {
            results.lines().forEach(session.terminal()::print);
        }
        Stream.of(json, markdown, html).forEach(file -> session.terminal().note("written to " + file));
    }
}
