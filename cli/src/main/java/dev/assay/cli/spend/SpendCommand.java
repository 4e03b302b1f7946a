package dev.assay.cli.spend;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.account.Spend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay spend}. */
@Command(name = "spend", description = "What was spent, by run, experiment, model or day.")
public final class SpendCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--by",
            defaultValue = "run",
            description = "Some of run, experiment, model, day, joined by commas (default ${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--run", description = "Only this run.")
    private String runId;

    @Option(names = "--experiment", description = "Only this experiment.")
    private String experimentId;

    @Option(names = "--model", description = "Only this model, as the table has it.")
    private String model;

    @Option(names = "--from", description = "First day, in UTC.")
    private LocalDate from;

    @Option(names = "--to", description = "Last day, in UTC.")
    private LocalDate to;

    public SpendCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Spend> rows = session.client().spend(query());
        if (session.json()) {
            session.print(rows);
            return 0;
        }
        Table table = Table.of("day", "run", "experiment", "model", ">calls", ">spent", ">perhaps billed");
        rows.forEach(row -> table.row(
                row.day().map(LocalDate::toString).orElse(""),
                row.runId().orElse(""),
                row.experimentId().orElse(""),
                row.model().orElse(""),
                Figures.count(row.calls()),
                spent(row),
                Figures.usd(row.presumedUsd())));
        Terminal terminal = session.terminal();
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        return 0;
    }

    private static String spent(Spend row) {
        if (row.unknownCalls() == 0) {
            return Figures.usd(row.spentUsd().orElse(BigDecimal.ZERO));
        }
        String unknown = "unknown for " + Figures.count(row.unknownCalls());
        return row.spentUsd().map(known -> Figures.usd(known) + ", " + unknown).orElse("unknown");
    }

    private Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("by", by);
        Optional.ofNullable(runId)
                .ifPresent(run -> query.put("run_id", session.client().run(run).runId()));
        Optional.ofNullable(experimentId).ifPresent(id -> query.put("experiment_id", id));
        Optional.ofNullable(model).ifPresent(key -> query.put("model", key));
        Optional.ofNullable(from).ifPresent(day -> query.put("from", day.toString()));
        Optional.ofNullable(to).ifPresent(day -> query.put("to", day.toString()));
        return query;
    }
}
