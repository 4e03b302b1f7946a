package dev.assay.cli.runs;

import dev.assay.cli.http.AssayClient;
import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.cli.terminal.Terminal.Colour;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Usage;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.PassAtK;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.SuccessRate;
import dev.assay.contracts.summary.BenchmarkSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run says, as a page of text; all figures come from the server. */
public final class RunReport {

    private static final int LABEL = 15;
    private static final String COMPARATIVE = "comparative";

    private final AssayClient client;
    private final Terminal terminal;

    public RunReport(AssayClient client, Terminal terminal) {
        this.client = client;
        this.terminal = terminal;
    }

    /** Prints the figures of a run. */
    public void print(Run run) {
        RunProgress progress = run.progress();
        line("run", terminal.paint(Colour.BOLD, run.runId()));
        if (!run.name().isEmpty()) {
            line("name", run.name());
        }
        line("state", state(run));
        run.holds()
                .orElse(List.of())
                .forEach(hold -> line("held", Terminal.safeLine(HoldText.full(hold), Terminal.WIDTH - LABEL)));
        line("passed", terminal.paint(Colour.BOLD, Figures.count(progress.passed()) + " of " + judged(progress)));
        rates(progress);
        progress.successRate().filter(rate -> rate.excluded() > 0).ifPresent(this::excluded);
        line("tokens", tokens(progress.usage()));
        line("cost", money(progress));
        run.budget().ifPresent(this::budget);
        line("answers reused", Figures.count(progress.cachedAnswers()) + " of " + Figures.count(progress.total()));
        line("time", Figures.duration(progress.elapsedSeconds()));
        terminal.print("");
        verdicts(progress);
        if (run.state().ended() && run.mode().equals(Optional.of(COMPARATIVE))) {
            sides(client.summary(run.runId()));
        }
    }

    private void sides(BenchmarkSummary summary) {
        terminal.print("");
        SideBySide.table(
                        summary.zeroShot().orElseThrow().summary(),
                        summary.iterative().orElseThrow().summary(),
                        summary.comparison().orElseThrow())
                .lines(Terminal.WIDTH)
                .forEach(terminal::print);
    }

    /** Prints where the record of a run is. */
    public void printWhere(Run run) {
        terminal.print("");
        line("record", client.url("/runs/" + run.runId()));
        line("", "(below it: /trials, /attempts)");
    }

    private void rates(RunProgress progress) {
        if (progress.passAtK().isEmpty()) {
            line("success rate", progress.successRate().map(Figures::rate).orElse("not given"));
            progress.withinAttempts().ifPresent(attempts -> line("", "(success within " + attempts + " attempts)"));
        }
        for (PassAtK rate : progress.passAtK()) {
            line("pass@" + rate.k(), Figures.rate(rate));
            if (rate.excluded() > 0) {
                line("", "not counted: " + Figures.count(rate.excluded()) + " with fewer than " + rate.k() + " judged");
            }
        }
    }

    private void excluded(SuccessRate rate) {
        line("not counted", Figures.count(rate.excluded()) + " (infrastructure errors, unscorable)");
    }

    private static String judged(RunProgress progress) {
        long left = progress.total() - progress.judged();
        return Figures.count(progress.judged())
                + (left == 0 ? "" : " judged, " + Figures.count(progress.total()) + " in all");
    }

    private static String state(Run run) {
        String reason = run.stateReason().map(text -> " (" + text + ")").orElse("");
        return Terminal.safeLine(run.state().code() + reason, Terminal.WIDTH - LABEL);
    }

    private static String tokens(Usage usage) {
        long in = usage.inputTokens() + usage.cacheReadTokens() + usage.cacheWriteTokens();
        StringBuilder text = new StringBuilder();
        text.append(Figures.count(in)).append(" in, ");
        text.append(Figures.count(usage.outputTokens() + usage.reasoningTokens()))
                .append(" out");
        if (usage.reasoningTokens() > 0) {
            text.append(" (").append(Figures.count(usage.reasoningTokens())).append(" reasoning)");
        }
        if (usage.cacheReadTokens() > 0) {
            text.append(", ").append(Figures.count(usage.cacheReadTokens())).append(" read from cache");
        }
        return text.toString();
    }

    private static String money(RunProgress progress) {
        return Figures.cost(progress.cost(), progress.unknownCosts())
                + ", spent by this run "
                + Figures.spent(progress.cost(), progress.unknownCosts());
    }

    private void budget(Budget budget) {
        budget.limitUsd().ifPresent(limit -> {
            String presumed = budget.presumedUsd().signum() > 0
                    ? ", with " + Figures.usd(budget.presumedUsd()) + " for answers that were lost"
                    : "";
            line(
                    "budget",
                    Figures.usd(budget.spentUsd().add(budget.presumedUsd())) + " of " + Figures.usd(limit)
                            + budget.usedShare()
                                    .map(share -> " (" + Figures.percent(share) + ")")
                                    .orElse("") + presumed);
            budget.warnings()
                    .forEach(warning -> line("", warning.percent() + " % since " + Figures.time(warning.reachedAt())));
        });
    }

    private void verdicts(RunProgress progress) {
        Table table = Table.of("verdict", ">trials");
        progress.verdicts().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<Verdict, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .forEach(entry -> table.row(entry.getKey().code(), Figures.count(entry.getValue())));
        if (progress.stopped() > 0) {
            table.row("(stopped)", Figures.count(progress.stopped()));
        }
        table.lines(Terminal.WIDTH).forEach(terminal::print);
    }

    private void line(String label, String text) {
        terminal.print(label + " ".repeat(LABEL - label.length()) + text);
    }
}
