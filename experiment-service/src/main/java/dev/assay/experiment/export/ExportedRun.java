package dev.assay.experiment.export;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.record.AttemptAnswer;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.Trial;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.run.RunExperiments;
import dev.assay.experiment.trial.TrialPages;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A run on its way out: its figures are there, its trials and answers are read while they are written. */
final class ExportedRun {

    private final Run run;
    private final List<RunExperiments.Placed> experiments;
    private final TrialPages pages;
    private final InternalClient client;

    /** @param experiments those of the run that are exported */
    ExportedRun(Run run, List<RunExperiments.Placed> experiments, TrialPages pages, InternalClient client) {
        this.run = run;
        this.experiments = experiments;
        this.pages = pages;
        this.client = client;
    }

    /** A trial, and the answer of its last attempt where one is on record. */
    record Answered(Trial trial, Optional<AttemptAnswer> answer) {}

    /** Takes one thing after the other. */
    interface Sink<T> {
        void take(T item) throws IOException;
    }

    Run run() {
        return run;
    }

    List<RunExperiments.Placed> experiments() {
        return experiments;
    }

    /** All trials in order. */
    void trials(Sink<Trial> sink) throws IOException {
        pages.of(run.runId(), page -> {
            for (Trial trial : chosen(page)) {
                sink.take(trial);
            }
        });
    }

    /** All trials in order, with their answers. */
    void answered(Sink<Answered> sink) throws IOException {
        pages.of(run.runId(), page -> answer(chosen(page), sink));
    }

    private List<Trial> chosen(List<Trial> page) {
        return page.stream()
                .filter(trial -> experiments.stream()
                        .anyMatch(one -> one.experiment().experimentId().equals(trial.experimentId())))
                .toList();
    }

    /** As many answers at a time as the scorer gives. */
    private void answer(List<Trial> trials, Sink<Answered> sink) throws IOException {
        List<UUID> asked =
                trials.stream().flatMap(trial -> trial.lastAttemptId().stream()).toList();
        Map<UUID, AttemptAnswer> known = new HashMap<>();
        for (Trial trial : trials) {
            if (trial.lastAttemptId().filter(asked::contains).isPresent()) {
                AttemptAnswer.Batch batch = ask(asked);
                batch.items().forEach(item -> known.put(item.attemptId(), item));
                asked = asked.subList(batch.covered(), asked.size());
            }
            sink.take(new Answered(trial, trial.lastAttemptId().map(known::remove)));
        }
    }

    private AttemptAnswer.Batch ask(List<UUID> attemptIds) {
        return client.post(
                Peer.SCORER,
                "/internal/attempts/answers",
                new AttemptAnswer.Question(attemptIds),
                new TypeReference<>() {});
    }
}
