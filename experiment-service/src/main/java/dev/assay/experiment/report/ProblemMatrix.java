package dev.assay.experiment.report;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.report.Report.Cell;
import dev.assay.experiment.report.Report.Expense;
import dev.assay.experiment.report.Report.ProblemRow;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What came of each problem on each side; grows with the problems, not with the trials. */
final class ProblemMatrix {

    static final int MOST_ROWS = 200;
    private static final int MOST_EXPENSES = 10;

    private final List<String> columns;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    ProblemMatrix(List<String> columns) {
        this.columns = columns;
    }

    private static final class Row {

        private final int[] judged;
        private final int[] passed;
        private BigDecimal cost = BigDecimal.ZERO;

        private Row(int columns) {
            judged = new int[columns];
            passed = new int[columns];
        }

        private void add(Trial trial, int column) {
            if (trial.verdict().filter(Verdict::countsForModel).isPresent()) {
                judged[column]++;
            }
            if (trial.verdict().equals(Optional.of(Verdict.PASSED))) {
                passed[column]++;
            }
            trial.cost().costUsd().ifPresent(amount -> cost = cost.add(amount));
        }

        private double rate() {
            int all = Arrays.stream(judged).sum();
            return all == 0 ? 1 : (double) Arrays.stream(passed).sum() / all;
        }

        private Cell cell(int column) {
            if (judged[column] == 0) {
                return new Cell("none", "not judged");
            }
            String kind = passed[column] == judged[column] ? "pass" : passed[column] == 0 ? "fail" : "part";
            String mark = kind.equals("pass") ? "✓" : kind.equals("fail") ? "✗" : "◐";
            return new Cell(kind, judged[column] == 1 ? mark : mark + " " + passed[column] + "/" + judged[column]);
        }
    }

    void add(Trial trial, int column) {
        rows.computeIfAbsent(trial.problemId(), id -> new Row(columns.size())).add(trial, column);
    }

    /** The hardest problems first; those equally hard in the order of the data set. */
    Report.Problems problems() {
        List<ProblemRow> shown = rows.entrySet().stream()
                .sorted(Comparator.comparingDouble(row -> row.getValue().rate()))
                .limit(MOST_ROWS)
                .map(row -> new ProblemRow(
                        row.getKey(),
                        IntStream.range(0, columns.size())
                                .mapToObj(row.getValue()::cell)
                                .toList()))
                .toList();
        return new Report.Problems(columns, shown, (long) rows.size() - shown.size());
    }

    /** The problems that cost most; none where nothing cost anything that is known. */
    List<Expense> expenses() {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().cost.signum() > 0)
                .sorted(Comparator.comparing((Map.Entry<String, Row> row) -> row.getValue().cost)
                        .reversed())
                .limit(MOST_EXPENSES)
                .map(row -> new Expense(row.getKey(), Texts.usd(row.getValue().cost)))
                .toList();
    }
}
