package dev.assay.cli.runs;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay runs list}. */
@Command(name = "list", description = "List runs, newest first.")
final class RunsListCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--state", description = "Only runs in this state.")
    private String state;

    @Option(
            names = "--mode",
            description = "Only runs of this mode, or with an experiment of it (zero-shot, iterative, comparative).")
    private String mode;

    @Option(names = "--model", paramLabel = "NAME", description = "Only runs with this model.")
    private String model;

    @Option(names = "--dataset", paramLabel = "ID", description = "Only runs over this data set.")
    private String dataset;

    @Option(names = "--tag", description = "Only runs with an experiment with this tag.")
    private String tag;

    @Option(names = "--from", paramLabel = "DAY", description = "Only runs begun on or after this day (UTC).")
    private String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Only runs begun on or before this day (UTC).")
    private String to;

    @Option(names = "--limit", defaultValue = "20", description = "At most this many (default ${DEFAULT-VALUE}).")
    private int limit;

    RunsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Run> runs = session.client().runs(filter(), limit);
        if (session.json()) {
            session.print(new Page<>(runs, Optional.empty()));
            return 0;
        }
        Table table = Table.of("run", "state", ">done", ">passed", ">rate", "name");
        for (Run run : runs) {
            RunProgress progress = run.progress();
            table.row(
                    run.runId(),
                    run.state().code(),
                    progress.ended() + "/" + progress.total(),
                    Figures.count(progress.passed()),
                    progress.successRate()
                            .map(rate -> Figures.percent(rate.rate()))
                            .orElse(""),
                    run.name());
        }
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        return 0;
    }

    private Map<String, String> filter() {
        Map<String, String> filter = new LinkedHashMap<>();
        add(filter, "state", state);
        add(filter, "mode", mode);
        add(filter, "model", model);
        add(filter, "dataset_id", dataset);
        add(filter, "tag", tag);
        add(filter, "from", from);
        add(filter, "to", to);
        return filter;
    }

    private static void add(Map<String, String> filter, String name, String value) {
        Optional.ofNullable(value).ifPresent(given -> filter.put(name, given));
    }
}
