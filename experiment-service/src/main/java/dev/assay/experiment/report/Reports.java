package dev.assay.experiment.report;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.comparison.Comparison;
import dev.assay.contracts.comparison.ComparisonPlan;
import dev.assay.contracts.run.Run;
import dev.assay.experiment.comparison.ComparisonSides;
import dev.assay.experiment.progress.RunViews;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.run.RunExperiments;
import dev.assay.experiment.run.RunFinder;
import dev.assay.experiment.run.RunRow;
import dev.assay.experiment.trial.TrialPages;
import dev.assay.frame.problem.Problems;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reports of runs: one HTML page that needs nothing beside itself. */
@ApplicationScoped
public class Reports {

    private static final int MOST_SIDES = 50;

    private final RunFinder runs;
    private final RunViews views;
    private final RunExperiments experiments;
    private final TrialPages trials;
    private final ComparisonSides sides;
    private final InternalClient client;
    private final Template page;

    Reports(
            RunFinder runs,
            RunViews views,
            RunExperiments experiments,
            TrialPages trials,
            ComparisonSides sides,
            InternalClient client,
            @Location("report.html") Template page) {
        this.runs = runs;
        this.views = views;
        this.experiments = experiments;
        this.trials = trials;
        this.sides = sides;
        this.client = client;
        this.page = page;
    }

    /**
     * The page of a run, or of a comparison where another run is given.
     *
     * @param other a run, {@code RUN/EXPERIMENT} or an experiment, held against the run
     */
    public String html(String runId, Optional<String> other) {
        return page.data("report", report(runs.find(runId), other)).render();
    }

    private Report report(RunRow row, Optional<String> other) {
        Run run = views.view(row);
        List<ComparisonPlan.Side> own = sides.of(row.runId());
        List<ComparisonPlan.Side> others = other.map(sides::of).orElse(List.of());
        List<ComparisonPlan.Side> all = IntStream.range(0, own.size() + others.size())
                .mapToObj(at -> at < own.size() ? own.get(at) : others.get(at - own.size()))
                .distinct()
                .toList();
        if (all.size() > MOST_SIDES) {
            throw Problems.impossible("a report holds at most " + MOST_SIDES + " experiments, and these are "
                    + all.size() + "; compare some of them by RUN/EXPERIMENT");
        }
        if (other.isPresent()) {
            sides.requireOneDataset(all);
        }
        Comparison comparison =
                client.post(Peer.SCORER, "/internal/comparisons", new ComparisonPlan(all), new TypeReference<>() {});
        ProblemMatrix matrix = matrix(all);
        return new Report(
                title(row.runId(), others),
                ReportRows.facts(run),
                comparison.sides().stream()
                        .map(side -> ReportRows.side(side, experiments.in(side.runId(), side.experimentId())))
                        .toList(),
                ReportRows.verdicts(run.progress()),
                sides.haveOneDataset(all)
                        ? comparison.differences().stream()
                                .map(ReportRows::difference)
                                .toList()
                        : List.of(),
                matrix.problems(),
                matrix.expenses());
    }

    private static String title(String runId, List<ComparisonPlan.Side> others) {
        return others.isEmpty()
                ? runId
                : runId + " and "
                        + others.stream()
                                .map(ComparisonPlan.Side::runId)
                                .distinct()
                                .findFirst()
                                .orElseThrow();
    }

    private ProblemMatrix matrix(List<ComparisonPlan.Side> all) {
        ProblemMatrix matrix =
                new ProblemMatrix(all.stream().map(ComparisonPlan.Side::name).toList());
        all.stream().map(ComparisonPlan.Side::runId).distinct().forEach(runId -> fill(matrix, runId, all));
        return matrix;
    }

    private void fill(ProblemMatrix matrix, String runId, List<ComparisonPlan.Side> all) {
        try {
            trials.of(
                    runId,
                    page -> page.forEach(trial -> IntStream.range(0, all.size())
                            .filter(at -> all.get(at).runId().equals(runId)
                                    && all.get(at).experimentId().equals(trial.experimentId()))
                            .forEach(at -> matrix.add(trial, at))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
