package dev.assay.experiment.webhook;

import dev.assay.contracts.run.PassAtK;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.SuccessRate;
import java.util.Locale;

/** The end of a run in a line, as Slack shows it. Pure. */
final class NoticeText {

    private NoticeText() {}

    static String of(Run run) {
        RunProgress progress = run.progress();
        StringBuilder text = new StringBuilder();
        text.append(run.runId()).append(" (").append(escaped(run.name())).append(") ");
        text.append(run.state().code());
        run.stateReason().ifPresent(why -> text.append(", ").append(escaped(why)));
        text.append(": ")
                .append(progress.passed())
                .append(" of ")
                .append(progress.judged())
                .append(" passed");
        progress.successRate().ifPresent(rate -> text.append(", ").append(rate(rate)));
        progress.withinAttempts()
                .ifPresent(attempts -> text.append(" within ").append(attempts).append(" attempts"));
        progress.passAtK().stream()
                .findFirst()
                .ifPresent(rate -> text.append(", ").append(rate(rate)));
        long left = progress.total() - progress.judged();
        if (left > 0) {
            text.append(", ").append(left).append(" not judged");
        }
        text.append(", cost ").append(cost(progress));
        return text.toString();
    }

    private static String rate(SuccessRate rate) {
        return String.format(
                Locale.ROOT,
                "%.1f %% (95 %% interval %.1f to %.1f)",
                rate.rate() * 100,
                rate.low() * 100,
                rate.high() * 100);
    }

    private static String rate(PassAtK rate) {
        return String.format(
                Locale.ROOT,
                "pass@%d %.1f %% (95 %% interval %.1f to %.1f)",
                rate.k(),
                rate.value() * 100,
                rate.low() * 100,
                rate.high() * 100);
    }

    private static String cost(RunProgress progress) {
        return progress.cost()
                .costUsd()
                .filter(known -> progress.unknownCosts() == 0 || known.signum() > 0)
                .map(known -> (progress.unknownCosts() > 0 ? "at least $" : "$") + known.toPlainString())
                .orElse("unknown");
    }

    /** https://api.slack.com/reference/surfaces/formatting#escaping */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
