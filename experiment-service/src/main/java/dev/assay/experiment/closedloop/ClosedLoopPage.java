package dev.assay.experiment.closedloop;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.task.program.ProgramOutcome;
import dev.assay.statistics.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A closed-loop report for people: texts and tables, whatever they are written in. */
public record ClosedLoopPage(String title, List<String> facts, List<Section> sections) {

    private static final double PER_CENT = 100;

    /**
     * A part of the page.
     *
     * @param level of its heading, 2 or 3
     * @param note may be empty
     * @param rows may be empty; else each has a cell for every column
     */
    public record Section(int level, String title, String note, List<String> columns, List<List<String>> rows) {}

    /** The page of a report. */
    public static ClosedLoopPage of(ClosedLoopReport report) {
        List<Section> sections = new ArrayList<>();
        sections.add(results(report));
        sections.add(economics(report.summary()));
        sections.add(curve(report));
        repeats(report.summary()).ifPresent(sections::add);
        sections.add(new Section(2, "Tasks", "", List.of(), List.of()));
        report.results().forEach(cell -> sections.add(details(cell)));
        return new ClosedLoopPage("Closed loop " + report.runId(), facts(report), sections);
    }

    private static List<String> facts(ClosedLoopReport report) {
        List<String> facts = new ArrayList<>();
        facts.add("generated: " + report.generated());
        facts.add("harness: " + report.harness());
        facts.add(report.succeeded() + "/" + report.results().size() + " runs succeeded");
        facts.add("retry cap: " + report.retryCap() + " attempts in all");
        for (ColumnSummary column : report.summary()) {
            facts.add("documentation of " + column.language() + ": "
                    + column.documentation().map(ClosedLoopPage::named).orElse("none"));
        }
        return facts.stream().distinct().toList();
    }

    private static String named(AnswerLanguage.Documentation documentation) {
        return documentation.tokens() + " tokens, SHA-256 " + documentation.hash();
    }

    private static Section results(ClosedLoopReport report) {
        List<ResultCell.Column> columns =
                report.results().stream().map(ResultCell::column).distinct().toList();
        List<String> heads = new ArrayList<>(List.of("task"));
        for (ResultCell.Column column : columns) {
            String name = column.language() + ", " + column.model() + ": ";
            Stream.of("gen", "inp", "att", "time", "outcome").map(name::concat).forEach(heads::add);
        }
        List<List<String>> rows = report.results().stream()
                .map(ResultCell::task)
                .distinct()
                .map(task -> Stream.concat(
                                Stream.of(task),
                                columns.stream()
                                        .flatMap(column -> figures(report.results().stream()
                                                .filter(cell -> cell.task().equals(task)
                                                        && cell.column().equals(column))
                                                .toList())))
                        .toList())
                .toList();
        return new Section(
                2,
                "Results",
                "Tokens generated and given over all judged attempts, attempts, and time in calls and runs; medians where"
                        + " a task was repeated.",
                heads,
                rows);
    }

    private static Stream<String> figures(List<ResultCell> cells) {
        if (cells.isEmpty()) {
            return Stream.of("", "", "", "", "");
        }
        return Stream.of(
                median(cells, ResultCell::generationTokens, "%.0f"),
                median(cells, ResultCell::inputTokens, "%.0f"),
                median(cells, ResultCell::attemptsTotal, cells.size() == 1 ? "%.0f" : "%.1f"),
                median(cells, ResultCell::wallTimeS, "%.1f s"),
                outcome(cells));
    }

    private static String median(Collection<ResultCell> cells, ToDoubleFunction<ResultCell> value, String form) {
        return text(form, Spread.of(cells.stream().mapToDouble(value).toArray()).median());
    }

    private static String outcome(List<ResultCell> cells) {
        if (cells.size() == 1) {
            return cells.getFirst().finalOutcome().map(ProgramOutcome::code).orElse("not judged");
        }
        long judged =
                cells.stream().filter(cell -> cell.successRate().isPresent()).count();
        return cells.stream().filter(ResultCell::succeeded).count() + "/" + judged + " working";
    }

    private static Section economics(List<ColumnSummary> summary) {
        return new Section(
                2,
                "Economics",
                "What success costs: the first attempts alone, as if there were no repair, and whole trials. Tokens per"
                        + " success count those of failures too.",
                List.of(
                        "language",
                        "model",
                        "trials",
                        "not judged",
                        "first: success",
                        "first: tokens per success",
                        "whole: success",
                        "whole: tokens per success"),
                summary.stream()
                        .map(column -> List.of(
                                column.language(),
                                column.model(),
                                String.valueOf(column.trials()),
                                String.valueOf(column.unjudged()),
                                rate(column.firstAttempt()),
                                perSuccess(column.firstAttempt()),
                                rate(column.wholeTrials()),
                                perSuccess(column.wholeTrials())))
                        .toList());
    }

    private static String rate(ColumnSummary.Expense expense) {
        return expense.successRate()
                .map(rate -> text("%.1f %%", rate * PER_CENT))
                .orElse("–");
    }

    private static String perSuccess(ColumnSummary.Expense expense) {
        return expense.tokensPerSuccess().map(tokens -> text("%.0f", tokens)).orElse("–");
    }

    private static Section curve(ClosedLoopReport report) {
        List<String> heads = new ArrayList<>(List.of("language", "model"));
        IntStream.rangeClosed(1, report.retryCap()).forEach(within -> heads.add("within " + within));
        heads.add("flat from attempt");
        List<List<String>> rows = report.summary().stream()
                .map(column -> Stream.of(
                                Stream.of(column.language(), column.model()),
                                IntStream.range(0, report.retryCap()).mapToObj(at -> within(column, at)),
                                Stream.of(String.valueOf(column.flatFrom())))
                        .flatMap(cells -> cells)
                        .toList())
                .toList();
        return new Section(2, "Success by attempt", "Trials that work within so many attempts.", heads, rows);
    }

    private static String within(ColumnSummary column, int at) {
        return at < column.succeededWithin().size() ? column.succeededWithin().get(at) + "/" + column.trials() : "";
    }

    private static Optional<Section> repeats(List<ColumnSummary> summary) {
        List<List<String>> rows = summary.stream()
                .flatMap(column -> column.repeats().stream()
                        .map(task -> List.of(
                                task.task(),
                                column.language(),
                                column.model(),
                                task.succeeded() + "/" + task.attemptsTotal().n(),
                                spread(task.generationTokens()),
                                spread(task.inputTokens()),
                                spread(task.attemptsTotal()),
                                spread(task.wallTimeS()))))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        2,
                        "Repeats",
                        "Median ± standard deviation over the judged repeats of a task.",
                        List.of("task", "language", "model", "working", "gen", "inp", "att", "seconds"),
                        rows));
    }

    private static String spread(Spread spread) {
        return text("%.1f", spread.median())
                + spread.standardDeviation()
                        .map(deviation -> text(" ± %.1f", deviation))
                        .orElse("");
    }

    private static Section details(ResultCell cell) {
        String cost = cell.costUsd()
                .map(usd -> "$" + usd.stripTrailingZeros().toPlainString())
                .orElse("unknown");
        return new Section(
                3,
                "%s, %s, %s%s"
                        .formatted(
                                cell.task(),
                                cell.language(),
                                cell.model(),
                                cell.repeat() > 1 ? ", repeat " + cell.repeat() : ""),
                "final %s, best %s; cost %s; failed API calls %d"
                        .formatted(code(cell.finalOutcome()), code(cell.bestOutcome()), cost, cell.apiErrors()),
                List.of("attempt", "outcome", "verdict", "exit code", "gen", "inp", "finish", "wrote"),
                cell.attemptTrace().stream().map(ClosedLoopPage::attempt).toList());
    }

    private static List<String> attempt(AttemptTrace attempt) {
        return List.of(
                String.valueOf(attempt.attempt()),
                code(attempt.outcome()),
                attempt.verdict().map(Verdict::code).orElse("")
                        + attempt.reason().map(" "::concat).orElse(""),
                attempt.exitCode().map(String::valueOf).orElse("–"),
                String.valueOf(attempt.generationTokens()),
                String.valueOf(attempt.inputTokens()),
                attempt.finishReason().orElse("–"),
                attempt.stderr().isBlank() ? attempt.stdout() : attempt.stderr());
    }

    private static String code(Optional<ProgramOutcome> outcome) {
        return outcome.map(ProgramOutcome::code).orElse("not judged");
    }

    private static String text(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
