package dev.assay.cli.compare;

import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Difference;
import dev.assay.contracts.comparison.Comparison.Side;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A comparison as a page of text. */
final class ComparisonText {

    private static final int SHOWN = 10;

    private final Terminal terminal;

    ComparisonText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Comparison comparison) {
        List<String> runs =
                comparison.sides().stream().map(Side::runId).distinct().toList();
        boolean ofOneRun = runs.size() == 1;
        if (ofOneRun) {
            line("experiments of run " + runs.getFirst());
        }
        Table table = Table.of("side", ">n", ">rate", ">95 % interval", ">cost", ">per pass", ">ms");
        // With the run before each experiment the column would have no place for what tells them apart.
        comparison.sides().forEach(side -> row(table, ofOneRun ? side.experimentId() : side.name(), side));
        table.lines(Terminal.WIDTH).forEach(terminal::print);
        comparison.sides().forEach(this::leftOut);
        comparison.differences().forEach(this::difference);
    }

    private static void row(Table table, String name, Side side) {
        table.row(
                name,
                Figures.count(side.problems()),
                side.rate().map(rate -> Figures.percent(rate.value())).orElse(""),
                side.rate()
                        .map(rate -> String.format(Locale.ROOT, "%.1f–%.1f", rate.low() * 100, rate.high() * 100))
                        .orElse(""),
                Figures.usd(side.costUsd()),
                side.costPerSuccessUsd().map(Figures::usd).orElse(""),
                side.meanGenerationMs().map(Figures::count).orElse(""));
    }

    private void leftOut(Side side) {
        if (!side.excluded().isEmpty()) {
            String reasons = side.excluded().entrySet().stream()
                    .map(reason -> Figures.count(reason.getValue()) + " " + reason.getKey())
                    .collect(Collectors.joining(", "));
            line("not counted in " + side.name() + ": " + reasons);
        }
        if (side.repeatedAnswers() > 0) {
            line("used again in " + side.name() + " and counted once: " + Figures.count(side.repeatedAnswers()));
        }
    }

    private void difference(Difference difference) {
        terminal.print("");
        line(difference.second() + " against " + difference.first() + ", " + Figures.count(difference.problems())
                + " problems:");
        line(String.format(
                Locale.ROOT,
                "  difference %+.1f points (95 %% interval %+.1f to %+.1f), %s p = %.3g",
                difference.difference() * 100,
                difference.low() * 100,
                difference.high() * 100,
                difference.test(),
                difference.adjustedPValue()));
        problems("better", difference.gained());
        problems("worse", difference.lost());
        line("  " + difference.verdict());
    }

    private void problems(String how, List<String> ids) {
        if (!ids.isEmpty()) {
            String more = ids.size() > SHOWN ? " …" : "";
            line("  " + how + " on " + Figures.count(ids.size()) + ": "
                    + ids.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more);
        }
    }

    /** Broken at spaces, so that it fits. */
    private void line(String text) {
        String left = Terminal.safe(text).replace('\n', ' ');
        while (left.length() > Terminal.WIDTH) {
            int space = left.lastIndexOf(' ', Terminal.WIDTH);
            int cut = space > 4 ? space : Terminal.WIDTH;
            terminal.print(left.substring(0, cut));
            left = "    " + left.substring(cut).strip();
        }
        terminal.print(left);
    }
}
