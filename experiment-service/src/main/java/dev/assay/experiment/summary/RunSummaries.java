package dev.assay.experiment.summary;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.summary.BenchmarkSummary;
import dev.assay.contracts.summary.BenchmarkSummary.Difference;
import dev.assay.contracts.summary.BenchmarkSummary.OfExperiment;
import dev.assay.contracts.summary.BenchmarkSummary.Side;
import dev.assay.experiment.progress.RunViews;
import dev.assay.experiment.run.RunExperiments;
import dev.assay.experiment.run.RunFinder;
import dev.assay.experiment.run.RunMode;
import dev.assay.experiment.run.RunRow;
import dev.assay.experiment.trial.TrialPages;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.loop.Loop;
import dev.assay.frame.problem.Problems;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes the summary of each run that ended, and writes it anew where a verdict came late. The lock on the row of the run
 * keeps late verdicts from slipping in between reading the trials and noting that they were read.
 */
@ApplicationScoped
public class RunSummaries {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Before a summary that could not be written is tried again. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final RunFinder runs;
    private final RunViews views;
    private final RunExperiments experiments;
    private final TrialPages trials;
    private final Loop loop;

    RunSummaries(
            Jdbi jdbi, RunFinder runs, RunViews views, RunExperiments experiments, TrialPages trials, Drain drain) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.views = views;
        this.experiments = experiments;
        this.trials = trials;
        this.loop = new Loop("run-summaries", INTERVAL, drain, this::turn);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** The summary of an ended run as it is stored, without its trials; a 409 while the run has not ended. */
    String stored(String runId) {
        RunRow run = runs.find(runId);
        if (!run.state().ended()) {
            throw Problems.conflict(
                    "run " + runId + " is " + run.state().code() + "; its summary is written when it ends");
        }
        writeIfDue(runId);
        return jdbi.withHandle(handle -> handle.createQuery("select document from run_summary where run_id = :run")
                .bind("run", runId)
                .mapTo(String.class)
                .one());
    }

    private boolean turn() {
        Optional<String> claimed = claim();
        claimed.ifPresent(this::writeIfDue);
        return claimed.isPresent();
    }

    /** The next one that is due. One that cannot be written does not keep others from being written: its next turn is later. */
    private Optional<String> claim() {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update run set summary_not_before = now() + :pause * interval '1 millisecond'
                        where run_id = (select run_id from run
                                        where summary_due and ended_at is not null and summary_not_before <= now()
                                        order by summary_not_before limit 1 for update skip locked)
                        returning run_id""")
                .bind("pause", PAUSE.toMillis())
                .mapTo(String.class)
                .findOne());
    }

    private void writeIfDue(String runId) {
        jdbi.useTransaction(handle -> lockDue(handle, runId).ifPresent(due -> write(handle, due)));
    }

    private static Optional<String> lockDue(Handle handle, String runId) {
        return handle.createQuery("""
                        select run_id from run where run_id = :run and summary_due and ended_at is not null
                        for update""").bind("run", runId).mapTo(String.class).findOne();
    }

    private void write(Handle handle, String runId) {
        handle.createUpdate("""
                        insert into run_summary (run_id, document, written_at) values (:run, :document, now())
                        on conflict (run_id) do update
                        set document = excluded.document, written_at = excluded.written_at""")
                .bind("run", runId)
                .bind("document", AssayJson.write(summary(runs.find(runId))))
                .execute();
        handle.createUpdate("update run set summary_due = false, summary_not_before = now() where run_id = :run")
                .bind("run", runId)
                .execute();
    }

    /** An experiment of the run, and what its trials add up to. */
    private record Part(Experiment experiment, SummaryTally tally, SortedMap<Integer, String> problems) {

        String type() {
            return experiment.strategy().type();
        }

        RunMode.Part ofMode() {
            return new RunMode.Part(experiment, problems.values());
        }

        OfExperiment document() {
            return new OfExperiment(
                    experiment.experimentId(), type(), SummaryConfigs.of(List.of(experiment), problems), tally.stats());
        }
    }

    private BenchmarkSummary summary(RunRow run) {
        Map<String, Part> parts = new LinkedHashMap<>();
        experiments
                .of(run.runId())
                .forEach(one -> parts.put(
                        one.experiment().experimentId(),
                        new Part(one.experiment(), new SummaryTally(), problems(run.runId(), one.position()))));
        read(run.runId(), parts);
        List<Experiment> all = parts.values().stream().map(Part::experiment).toList();
        SortedMap<Integer, String> problems = new TreeMap<>();
        parts.values().forEach(part -> problems.putAll(part.problems()));
        Instant end = run.endedAt().orElseThrow();
        String mode = RunMode.of(parts.values().stream().map(Part::ofMode).toList());
        boolean comparative = mode.equals(RunMode.COMPARATIVE);
        Optional<Side> zeroShot = Optional.of(side(parts, Strategy.ZERO_SHOT)).filter(_ -> comparative);
        Optional<Side> iterative = Optional.of(side(parts, Strategy.ITERATIVE)).filter(_ -> comparative);
        return new BenchmarkSummary(
                run.runId(),
                mode,
                run.state(),
                run.createdAt(),
                end,
                Duration.between(run.createdAt(), end).toMillis() / 1000d,
                tags(run.runId(), mode, all),
                SummaryConfigs.of(all, problems),
                SummaryTally.together(parts.values().stream().map(Part::tally).toList())
                        .stats(),
                parts.values().stream().map(Part::document).toList(),
                zeroShot,
                iterative,
                zeroShot.flatMap(first -> iterative.map(second -> Difference.of(first.summary(), second.summary()))),
                views.progressNow(run),
                List.of(),
                List.of());
    }

    /** All experiments of one strategy together. */
    private static Side side(Map<String, Part> parts, String type) {
        List<SummaryTally> tallies = parts.values().stream()
                .filter(part -> part.type().equals(type))
                .map(Part::tally)
                .toList();
        return new Side(List.of(), SummaryTally.together(tallies).stats());
    }

    private void read(String runId, Map<String, Part> parts) {
        try {
            trials.of(
                    runId,
                    page -> page.forEach(
                            trial -> parts.get(trial.experimentId()).tally().add(trial)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedMap<Integer, String> problems(String runId, int position) {
        SortedMap<Integer, String> problems = new TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select t.problem_ordinal, p.problem_id from trial t join problem p using (problem_key)
                        where t.run_id = :run and t.position = :position and t.sample_number = 1""")
                .bind("run", runId)
                .bind("position", position)
                .map((row, context) -> Map.entry(row.getInt("problem_ordinal"), row.getString("problem_id")))
                .forEach(entry -> problems.put(entry.getKey(), entry.getValue())));
        return problems;
    }

    private static List<String> tags(String runId, String mode, List<Experiment> experiments) {
        Set<String> tags = new LinkedHashSet<>(List.of("benchmark_run", runId, mode));
        experiments.forEach(experiment -> tags.add(experiment.model().name()));
        experiments.forEach(experiment -> tags.addAll(experiment.tags()));
        return new ArrayList<>(tags);
    }
}
