package dev.assay.experiment.closedloop;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.Page;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.record.AttemptRecord;
import dev.assay.contracts.record.AttemptSummary;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.model.ModelName;
import dev.assay.experiment.model.Models;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.run.RunExperiments;
import dev.assay.experiment.trial.TrialPages;
import dev.assay.frame.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes closed-loop reports of runs, from the record of every attempt. */
@ApplicationScoped
public class ClosedLoopReports {

    private static final String HARNESS = "assay";

    /** More attempts than any strategy allows a trial. */
    private static final int MOST_ATTEMPTS = 200;

    private final TrialPages trials;
    private final InternalClient client;
    private final Models models;

    ClosedLoopReports(TrialPages trials, InternalClient client, Models models) {
        this.trials = trials;
        this.client = client;
        this.models = models;
    }

    /** The report of a run; a 422 where an experiment of it has no language, and so is no closed loop. */
    public ClosedLoopReport of(String runId, List<RunExperiments.Placed> placed) throws IOException {
        Map<String, Side> sides = new HashMap<>();
        for (RunExperiments.Placed one : placed) {
            sides.put(one.experiment().experimentId(), side(one.experiment()));
        }
        List<ResultCell> cells = new ArrayList<>();
        trials.of(
                runId,
                page -> page.stream()
                        .filter(trial -> sides.containsKey(trial.experimentId()))
                        .map(trial -> cell(trial, sides.get(trial.experimentId())))
                        .forEach(cells::add));
        return new ClosedLoopReport(
                Instant.now(),
                HARNESS,
                Optional.empty(),
                runId,
                sides.values().stream().mapToInt(Side::retryCap).max().orElse(1),
                (int) cells.stream().filter(ResultCell::succeeded).count(),
                cells,
                placed.stream()
                        .map(one -> sides.get(one.experiment().experimentId()))
                        .distinct()
                        .flatMap(side -> summary(side, cells).stream())
                        .toList());
    }

    /** What the cells of an experiment have in common. */
    private record Side(AnswerLanguage language, String model, String modelId, int retryCap) {

        private boolean holds(ResultCell cell) {
            return cell.language().equals(language.id()) && cell.model().equals(model);
        }
    }

    private Side side(Experiment experiment) {
        AnswerLanguage language = experiment
                .language()
                .orElseThrow(() -> Problems.impossible("experiment " + experiment.experimentId()
                        + " is no closed loop: its problems say themselves in which language they are answered"));
        ModelSpec model = experiment.model();
        return new Side(
                language, label(model), model.name(), experiment.strategy().maxIterations());
    }

    /** The short name, where the catalogue has one and answers. */
    private String label(ModelSpec model) {
        try {
            return models.match(ModelName.of(model))
                    .model()
                    .flatMap(Model::label)
                    .orElse(model.name());
        } catch (HttpProblem unanswered) {
            return model.name();
        }
    }

    private static Optional<ColumnSummary> summary(Side side, List<ResultCell> all) {
        List<ResultCell> cells = all.stream().filter(side::holds).toList();
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(ColumnSummary.of(cells, side.language().documentation(), side.retryCap()));
    }

    private ResultCell cell(Trial trial, Side side) {
        List<AttemptTrace> attempts = attempts(trial.trialId()).stream()
                .filter(summary -> summary.role().isEmpty())
                .sorted(Comparator.comparingInt(AttemptSummary::attemptNumber))
                .map(summary -> AttemptTrace.of(record(summary.attemptId())))
                .toList();
        return ResultCell.of(
                new ResultCell.Subject(
                        trial.problemId(), side.language().id(), side.model(), side.modelId(), trial.sampleNumber()),
                attempts,
                trial.cost().costUsd());
    }

    private List<AttemptSummary> attempts(UUID trialId) {
        return client.get(
                        Peer.SCORER,
                        "/internal/attempts?limit=" + MOST_ATTEMPTS + "&trial_id=" + trialId,
                        new TypeReference<Page<AttemptSummary>>() {})
                .map(Page::items)
                .orElse(List.of());
    }

    private AttemptRecord record(UUID attemptId) {
        return client.get(Peer.SCORER, "/internal/attempts/" + attemptId, new TypeReference<AttemptRecord>() {})
                .orElseThrow(() -> Problems.notFound("attempt " + attemptId));
    }
}
