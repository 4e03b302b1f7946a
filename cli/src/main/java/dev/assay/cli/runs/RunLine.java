package dev.assay.cli.runs;

import dev.assay.cli.terminal.Figures;
import dev.assay.cli.terminal.ProgressLine;
import dev.assay.contracts.Verdict;
import dev.assay.contracts.run.Budget;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.RunState;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The progress line of a run: done of total, rate, time to go, passed so far, spend. */
final class RunLine {

    private static final double PERCENT = 100.0;

    private final ProgressLine line;
    private final Pace pace = new Pace();

    RunLine(ProgressLine line) {
        this.line = line;
    }

    void show(Run run) {
        pace.note(System.nanoTime(), run.progress().ended());
        line.show(text(run, pace.perSecond()));
    }

    /** Says something that stays above the line. */
    void note(String text) {
        line.note(text);
    }

    void lost() {
        line.show("Assay does not answer; the run goes on when it is back. Trying again …");
    }

    static String text(Run run, OptionalDouble perSecond) {
        RunProgress progress = run.progress();
        long share = progress.total() == 0 ? 0 : (long) (PERCENT * progress.ended() / progress.total());
        StringBuilder text = new StringBuilder();
        text.append(Figures.count(progress.ended())).append('/').append(Figures.count(progress.total()));
        text.append(" (").append(share).append(" %)");
        perSecond.ifPresent(rate -> text.append(String.format(Locale.ROOT, "  %.1f/s", rate))
                .append("  ETA ")
                .append(Figures.duration((progress.total() - progress.ended()) / rate)));
        text.append("  passed ").append(Figures.count(progress.passed()));
        long errors = progress.verdicts().getOrDefault(Verdict.INFRASTRUCTURE_ERROR, 0L);
        if (errors > 0) {
            text.append("  errors ").append(Figures.count(errors));
        }
        text.append("  spent ").append(Figures.spent(progress.cost(), progress.unknownCosts()));
        run.budget()
                .flatMap(Budget::usedShare)
                .ifPresent(
                        used -> text.append(" (").append(Figures.percent(used)).append(" of the limit)"));
        run.holds().orElse(List.of()).forEach(hold -> text.append("  ").append(HoldText.brief(hold)));
        if (run.state() == RunState.PAUSED) {
            text.append("  paused");
        }
        return text.toString();
    }
}
