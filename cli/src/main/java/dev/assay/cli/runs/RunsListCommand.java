package dev.assay.cli.runs;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import java.util.List;
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

    @Option(names = "--limit", defaultValue = "20", description = "At most this many (default ${DEFAULT-VALUE}).")
    private int limit;

    RunsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Run> runs = session.client().runs(Optional.ofNullable(state), limit);
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
}
