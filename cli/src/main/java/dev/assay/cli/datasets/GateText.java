package dev.assay.cli.datasets;

import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.Table;
import dev.assay.cli.terminal.Terminal;
import dev.assay.contracts.dataset.GateReport;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A gate report as text. */
final class GateText {

    private GateText() {}

    static List<String> lines(GateReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.datasetId() + " is " + report.state().code() + ": " + Figures.count(report.checked()) + " of "
                + Figures.count(report.total()) + " solutions with a known result have run");
        Table table = Table.of("solution", ">of", ">run", ">passed", "must pass");
        new TreeMap<>(report.candidates())
                .forEach((kind, tally) -> table.row(
                        kind,
                        Figures.count(tally.total()),
                        Figures.count(tally.checked()),
                        Figures.count(tally.passed()),
                        kind.equals("reference") ? "all" : "none"));
        lines.addAll(table.lines(Terminal.WIDTH));
        report.surprises().forEach(surprise -> lines.add(DatasetImport.line(surprise)));
        return lines;
    }
}
