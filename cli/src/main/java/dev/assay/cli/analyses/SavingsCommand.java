package dev.assay.cli.analyses;

import dev.assay.cli.session.Session;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.analysis.Savings;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code assay analyses savings}. */
@Command(name = "savings", description = "Show what a model saves against a baseline model on the same problems.")
final class SavingsCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RUN", description = "A run, RUN/EXPERIMENT, or an experiment (its newest run).")
    private String run;

    @Option(names = "--baseline", required = true, paramLabel = "RUN", description = "What it is held against.")
    private String baseline;

    SavingsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Savings savings = session.client().savings(run, baseline);
        if (session.json()) {
            session.print(savings);
            return 0;
        }
        Terminal terminal = session.terminal();
        Table table = Table.of("", "model", ">cost", ">rate");
        table.row("run", savings.model(), Figures.usd(savings.cost()), percent(savings.successRate()));
        table.row(
                "baseline",
                savings.baselineModel(),
                Figures.usd(savings.baselineCost()),
                percent(savings.baselineSuccessRate()));
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        terminal.print("");
        terminal.print("saved " + Figures.usd(savings.savings())
                + savings.savingsPct().map(share -> " (" + percent(share) + ")").orElse("") + " on "
                + Figures.count(savings.baselineProblemsMatched()) + " problems"
                + (savings.baselineProblemsMissing() == 0
                        ? ""
                        : "; " + Figures.count(savings.baselineProblemsMissing()) + " the baseline does not have"));
        return 0;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }
}
