package dev.assay.experiment.export;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.run.PassAtK;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunProgress;
import dev.assay.contracts.run.SuccessRate;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.run.RunExperiments;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A page for people: the figures of the run, its experiments, and a row a trial. */
@ApplicationScoped
class MarkdownExporter implements Exporter {

    @Override
    public String format() {
        return "md";
    }

    @Override
    public String mediaType() {
        return "text/markdown";
    }

    @Override
    public String suffix() {
        return ".md";
    }

    @Override
    public void write(ExportedRun run, OutputStream out) throws IOException {
        Writer page = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        heading(run.run(), page);
        page.write("\n## Experiments\n\n| experiment | model | data set | strategy | samples | temperature |\n");
        page.write("|---|---|---|---|--:|--:|\n");
        for (RunExperiments.Placed placed : run.experiments()) {
            experiment(placed.experiment(), page);
        }
        page.write("\n## Trials\n\n| experiment | problem | sample | verdict | tests | cost (USD) |\n");
        page.write("|---|---|--:|---|--:|--:|\n");
        run.trials(trial -> trial(trial, page));
        page.flush();
    }

    private static void heading(Run run, Writer page) throws IOException {
        RunProgress progress = run.progress();
        page.write("# " + run.runId() + "\n\n| | |\n|---|---|\n");
        row(page, "name", run.name());
        row(page, "state", run.state().code());
        row(page, "started", run.createdAt().toString());
        row(page, "ended", run.endedAt().map(String::valueOf).orElse(""));
        row(
                page,
                "passed",
                progress.passed() + " of " + progress.judged() + " judged, " + progress.total() + " in all");
        if (progress.successRate().isPresent()) {
            row(
                    page,
                    progress.withinAttempts()
                            .map(attempts -> "success within " + attempts + " attempts")
                            .orElse("success rate"),
                    rate(progress.successRate().get()));
        }
        for (PassAtK passAtK : progress.passAtK()) {
            row(page, "pass@" + passAtK.k(), rate(passAtK));
        }
        row(page, "cost (USD)", Amounts.text(progress.cost().costUsd(), progress.unknownCosts()));
        row(page, "spent (USD)", Amounts.text(progress.cost().spentUsd(), progress.unknownCosts()));
        page.write("\n## Verdicts\n\n| verdict | trials |\n|---|--:|\n");
        for (var verdict : progress.verdicts().entrySet()) {
            row(page, verdict.getKey().code(), String.valueOf(verdict.getValue()));
        }
        if (progress.stopped() > 0) {
            row(page, "(stopped)", String.valueOf(progress.stopped()));
        }
    }

    private static String rate(SuccessRate rate) {
        return String.format(
                Locale.ROOT,
                "%.1f %% (95 %% interval %.1f to %.1f, n = %d, %d excluded)",
                rate.rate() * 100,
                rate.low() * 100,
                rate.high() * 100,
                rate.n(),
                rate.excluded());
    }

    private static String rate(PassAtK rate) {
        return String.format(
                Locale.ROOT,
                "%.1f %% (95 %% interval %.1f to %.1f, %d problems, %d excluded)",
                rate.value() * 100,
                rate.low() * 100,
                rate.high() * 100,
                rate.problems(),
                rate.excluded());
    }

    private static void experiment(Experiment experiment, Writer page) throws IOException {
        row(
                page,
                experiment.experimentId(),
                experiment.model().name(),
                experiment.dataset().datasetId() + " " + experiment.dataset().slice(),
                experiment.strategy().type(),
                String.valueOf(experiment.strategy().samples()),
                String.valueOf(experiment.sampling().temperature()));
    }

    private static void trial(Trial trial, Writer page) throws IOException {
        row(
                page,
                trial.experimentId(),
                trial.problemId(),
                String.valueOf(trial.sampleNumber()),
                trial.verdict()
                        .map(Verdict::code)
                        .orElse("(" + trial.reason().orElse(trial.state().code()) + ")"),
                trial.score()
                        .map(score -> score.testsPassed() + "/" + score.testsTotal())
                        .orElse(""),
                trial.cost().costUsd().map(Amounts::plain).orElse("unknown"));
    }

    private static void row(Writer page, String... cells) throws IOException {
        MarkdownText.row(page, List.of(cells));
    }
}
