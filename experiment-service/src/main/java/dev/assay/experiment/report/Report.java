package dev.assay.experiment.report;

import java.util.List;
import java.util.Optional;

/**
 * A report as its page shows it: texts are ready, shares are places on an axis from 0 to 100.
 *
 * @param differences of each later side from the first
 */
record Report(
        String title,
        List<Fact> facts,
        List<Side> sides,
        List<VerdictCount> verdicts,
        List<Difference> differences,
        Problems problems,
        List<Expense> expenses) {

    /** A figure and its name. */
    record Fact(String name, String value) {}

    /**
     * An experiment in a run.
     *
     * @param interval absent while nothing is judged
     */
    record Side(
            String name,
            String model,
            String dataset,
            String strategy,
            String judged,
            String excluded,
            String rate,
            Optional<Interval> interval,
            String cost,
            String costPerSuccess,
            String latency) {}

    /** An interval on an axis from 0 to 100; {@code text} says it. */
    record Interval(double low, double value, double high, String text) {

        public double width() {
            return Math.max(0.4, high - low);
        }
    }

    /** How often a verdict was given; {@code share} of all trials, 0 to 100. */
    record VerdictCount(String verdict, String trials, double share, String text) {}

    /** How a side differs from the first; the axis of its interval goes from −100 to 100 points. */
    record Difference(
            String second,
            String first,
            String verdict,
            String figures,
            Interval interval,
            List<String> gained,
            List<String> lost) {}

    /**
     * Problems with what came of them, the hardest first.
     *
     * @param left how many are not shown
     */
    record Problems(List<String> columns, List<ProblemRow> rows, long left) {}

    /** One problem. */
    record ProblemRow(String problemId, List<Cell> cells) {}

    /** What came of a problem on one side; {@code kind} is {@code pass}, {@code part}, {@code fail} or {@code none}. */
    record Cell(String kind, String text) {}

    /** A problem and what it cost on all sides. */
    record Expense(String problemId, String cost) {}
}
