package dev.assay.cli.analyses;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.Page;
import dev.assay.contracts.analysis.HistoryPoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code assay analyses history}. */
@Command(name = "history", description = "Show each model's success rate and cost per success, run by run over time.")
final class HistoryCommand implements Callable<Integer> {

    private static final int DAY = 10;

    private final Session session;

    @Mixin
    private Scope scope;

    HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<HistoryPoint> points = session.client().history(scope.query());
        if (session.json()) {
            session.print(new Page<>(points, Optional.empty()));
            return 0;
        }
        Table table = Table.of("model", "day", "run", ">n", ">rate", ">95 %", ">per pass");
        points.forEach(point -> table.row(
                point.model(),
                point.startedAt().toString().substring(0, DAY),
                point.runId(),
                Figures.count(point.judged()),
                point.share().map(Figures::percent).orElse(""),
                point.interval()
                        .map(rate -> String.format(Locale.ROOT, "%.1f–%.1f", rate.low() * 100, rate.high() * 100))
                        .orElse(""),
                point.costPerSuccessUsd().map(Figures::usd).orElse("")));
        table.lines(Terminal.WIDTH).forEach(session.terminal()::print);
        return 0;
    }
}
