package dev.assay.cli.runs;

import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.contracts.summary.BenchmarkSummary.Difference;
import dev.assay.contracts.summary.BenchmarkSummary.SummaryStats;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** The two sides of a comparative run and what repair changes. */
final class SideBySide {

    private static final String UNKNOWN = "unknown";

    private SideBySide() {}

    static Table table(SummaryStats zeroShot, SummaryStats iterative, Difference difference) {
        Table table = Table.of("Mode", ">Success Rate", ">Avg Cost", ">Avg Iterations");
        row(table, "Zero-shot", zeroShot);
        row(table, "Iterative", iterative);
        row(table, difference);
        return table;
    }

    private static void row(Table table, String mode, SummaryStats stats) {
        table.row(
                mode,
                stats.successRate()
                        .map(rate -> String.format(Locale.ROOT, "%.1f %%", rate))
                        .orElse(UNKNOWN),
                Figures.usd(stats.avgCost()),
                stats.avgIterations()
                        .map(mean -> String.format(Locale.ROOT, "%.1f", mean))
                        .orElse(UNKNOWN));
    }

    private static void row(Table table, Difference difference) {
        table.row(
                "Improvement",
                difference
                        .successRateImprovement()
                        .map(points -> String.format(Locale.ROOT, "%+.1f points", points))
                        .orElse(UNKNOWN),
                signed(difference.costDifference()),
                difference
                        .iterationDifference()
                        .map(more -> String.format(Locale.ROOT, "%+.1f", more))
                        .orElse(UNKNOWN));
    }

    private static String signed(Optional<BigDecimal> amount) {
        return amount.map(cost -> (cost.signum() < 0 ? "-" : "+") + Figures.usd(cost.abs()))
                .orElse(UNKNOWN);
    }
}
