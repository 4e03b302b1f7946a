package dev.assay.experiment.report;

import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.Comparison.Rate;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.run.PassAtK;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.experiment.report.Report.Fact;
import dev.assay.experiment.report.Report.Interval;
import dev.assay.experiment.report.Report.VerdictCount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns what is known of runs into the rows of a report. Pure. */
final class ReportRows {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final double PER_CENT = 100;

    private ReportRows() {}

    static List<Fact> facts(Run run) {
        RunProgress progress = run.progress();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("run", run.runId()));
        facts.add(new Fact("name", run.name()));
        facts.add(new Fact(
                "state",
                run.state().code()
                        + run.stateReason().map(why -> " (" + why + ")").orElse("")));
        facts.add(new Fact("started", time(run.createdAt())));
        run.endedAt().ifPresent(end -> facts.add(new Fact("ended", time(end))));
        facts.add(new Fact("time", Texts.seconds(progress.elapsedSeconds())));
        facts.add(new Fact(
                "passed",
                Texts.count(progress.passed()) + " of " + Texts.count(progress.judged()) + " judged, "
                        + Texts.count(progress.total()) + " trials in all"));
        progress.passAtK().forEach(rate -> facts.add(new Fact("pass@" + rate.k(), passAtK(rate))));
        facts.add(new Fact("cost", Texts.usd(progress.cost().costUsd(), progress.unknownCosts())));
        facts.add(new Fact("spent", Texts.usd(progress.cost().spentUsd(), progress.unknownCosts())));
        facts.add(new Fact("tokens", Texts.count(progress.usage().total())));
        return facts;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String passAtK(PassAtK rate) {
        return Texts.percent(rate.value()) + " (95 % interval " + Texts.percent(rate.low()) + " to "
                + Texts.percent(rate.high()) + ", " + Texts.count(rate.problems()) + " problems)";
    }

    static List<VerdictCount> verdicts(RunProgress progress) {
        return progress.verdicts().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<?, Long> entry) -> entry.getValue())
                        .reversed())
                .map(entry -> verdict(entry.getKey().code(), entry.getValue(), progress.total()))
                .toList();
    }

    private static VerdictCount verdict(String code, long trials, long total) {
        double share = PER_CENT * trials / total;
        return new VerdictCount(code, Texts.count(trials), share, Texts.percent(share / PER_CENT));
    }

    static Report.Side side(Comparison.Side side, Experiment experiment) {
        return new Report.Side(
                side.name(),
                experiment.model().name(),
                experiment.dataset().datasetId() + " " + experiment.dataset().slice(),
                experiment.strategy().type() + ", "
                        + experiment.strategy().samples()
                        + (experiment.strategy().samples() == 1 ? " sample" : " samples"),
                Texts.count(side.samples()) + " / " + Texts.count(side.problems()),
                excluded(side),
                side.rate().map(rate -> Texts.percent(rate.value())).orElse("–"),
                side.rate().map(ReportRows::interval),
                Texts.usd(side.costUsd(), side.unknownCosts()),
                side.costPerSuccessUsd().map(Texts::usd).orElse("–"),
                side.meanGenerationMs().map(ms -> Texts.count(ms) + " ms").orElse("–"));
    }

    private static String excluded(Comparison.Side side) {
        return side.excluded().isEmpty()
                ? "none"
                : side.excluded().entrySet().stream()
                        .map(reason -> Texts.count(reason.getValue()) + " " + reason.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static Interval interval(Rate rate) {
        return new Interval(
                rate.low() * PER_CENT,
                rate.value() * PER_CENT,
                rate.high() * PER_CENT,
                Texts.percent(rate.low()) + " to " + Texts.percent(rate.high()) + " (" + rate.method() + ")");
    }

    static Report.Difference difference(Comparison.Difference difference) {
        String figures = String.format(
                Locale.ROOT,
                "%s points, 95 %% interval %s to %s, %d problems, %s, p = %.3g (Holm), graded p = %.3g",
                Texts.points(difference.difference()),
                Texts.points(difference.low()),
                Texts.points(difference.high()),
                difference.problems(),
                difference.test(),
                difference.adjustedPValue(),
                difference.gradedPValue());
        return new Report.Difference(
                difference.second(),
                difference.first(),
                difference.verdict(),
                figures,
                new Interval(
                        onAxis(difference.low()),
                        onAxis(difference.difference()),
                        onAxis(difference.high()),
                        Texts.points(difference.low()) + " to " + Texts.points(difference.high()) + " points"),
                difference.gained(),
                difference.lost());
    }

    /** A difference from −1 to 1 on an axis from 0 to 100. */
    private static double onAxis(double difference) {
        return (difference + 1) / 2 * PER_CENT;
    }
}
