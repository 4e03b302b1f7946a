package dev.assay.experiment.intake;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.TrialState;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.trial.AttemptEnd;
import dev.assay.experiment.trial.AttemptMachine;
import dev.assay.experiment.trial.AttemptSignal;
import dev.assay.experiment.trial.AttemptStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes what is heard of attempts into their rows: locks the rows in the order of their ids, asks the {@linkplain
 * AttemptMachine machine}, writes what changed, and ends or goes on with their trials, in one transaction.
 */
@ApplicationScoped
class AttemptIntake {

    private final Jdbi jdbi;
    private final AttemptMachine machine;
    private final BackOff backOff;
    private final MeterRegistry metrics;

    AttemptIntake(Jdbi jdbi, ExperimentConfig config, MeterRegistry metrics) {
        this.jdbi = jdbi;
        this.machine = new AttemptMachine(config.dispatch().maxFailures());
        this.backOff =
                new BackOff(config.dispatch().firstBackOff(), config.dispatch().longestBackOff());
        this.metrics = metrics;
    }

    /** Takes in a batch, which may hold several signals of one attempt; unknown attempts are passed over. */
    void take(Collection<Heard> heard) {
        List<TrialChange> changed = jdbi.inTransaction(handle -> take(handle, heard));
        changed.stream()
                .filter(trial -> trial.state() != TrialState.PENDING)
                .forEach(trial -> metrics.counter(
                                "assay.trials.ended",
                                "verdict",
                                trial.verdict().map(Verdict::code).orElse("none"))
                        .increment());
    }

    private record Row(
            UUID attemptId,
            UUID trialId,
            int number,
            Optional<CallRole> role,
            AttemptStatus status,
            Optional<Used> before) {}

    private record Changed(AttemptChange attempt, Optional<EndedAttempt> ended, Optional<EndedHelp> help) {}

    /** What ended an attempt, and how it stands since. */
    private record Ended(AttemptStatus status, Heard heard) {}

    /**
     * @param again whether it has to be sent again
     * @param released whether it no longer counts for its window
     */
    private record AttemptChange(
            UUID attemptId,
            int dispatchNumber,
            int failures,
            String state,
            boolean released,
            boolean again,
            long backOffMs) {}

    private List<TrialChange> take(Handle handle, Collection<Heard> heard) {
        Map<UUID, List<Heard>> byAttempt = new LinkedHashMap<>();
        heard.forEach(one -> byAttempt
                .computeIfAbsent(one.attemptId(), id -> new ArrayList<>())
                .add(one));
        List<Changed> changed = lock(handle, byAttempt.keySet()).stream()
                .flatMap(row -> change(row, byAttempt.get(row.attemptId())).stream())
                .toList();
        if (changed.isEmpty()) {
            return List.of();
        }
        updateAttempts(handle, changed.stream().map(Changed::attempt).toList());
        endHelp(handle, changed.stream().flatMap(one -> one.help().stream()).toList());
        return endTrials(
                handle, changed.stream().flatMap(one -> one.ended().stream()).toList());
    }

    private static void endHelp(Handle handle, List<EndedHelp> ended) {
        if (!ended.isEmpty()) {
            noteLate(handle, new HelpIntake(handle).take(ended));
        }
    }

    private static List<TrialChange> endTrials(Handle handle, List<EndedAttempt> ended) {
        if (ended.isEmpty()) {
            return List.of();
        }
        List<TrialChange> trials = new TrialIntake(handle).take(ended);
        noteLate(handle, trials.stream().map(TrialChange::trialId).toList());
        return trials;
    }

    private static List<Row> lock(Handle handle, Collection<UUID> attempts) {
        return handle.createQuery("""
                        select attempt_id, trial_id, attempt_number, role, dispatch_number, failures, state, used_before,
                               released_at is not null as released
                        from attempt where attempt_id = any(:ids) order by attempt_id for update""")
                .bindArray("ids", UUID.class, attempts)
                .map((row, context) -> new Row(
                        row.getObject("attempt_id", UUID.class),
                        row.getObject("trial_id", UUID.class),
                        row.getInt("attempt_number"),
                        Optional.ofNullable(row.getString("role")).map(CallRole::of),
                        status(row),
                        Optional.ofNullable(row.getString("used_before"))
                                .map(json -> AssayJson.read(json, Used.class))))
                .list();
    }

    private static AttemptStatus status(ResultSet row) throws SQLException {
        int dispatch = row.getInt("dispatch_number");
        int failures = row.getInt("failures");
        String state = row.getString("state");
        return switch (state) {
            case "queued" -> new AttemptStatus.Queued();
            case "waiting" -> new AttemptStatus.Waiting(dispatch, failures, row.getBoolean("released"));
            case "judged" -> new AttemptStatus.Judged(dispatch, failures);
            case "failed" -> new AttemptStatus.Failed(dispatch, failures);
            case "stopped" -> new AttemptStatus.Stopped(dispatch, failures);
            default -> throw new IllegalStateException("attempt in an unknown state: " + state);
        };
    }

    private Optional<Changed> change(Row row, List<Heard> heard) {
        AttemptStatus status = row.status();
        Optional<Ended> ended = Optional.empty();
        for (Heard one : heard) {
            AttemptStatus next = machine.next(status, one.signal());
            if (!next.equals(status)) {
                ended = Optional.of(new Ended(next, one)).filter(AttemptIntake::isEnd);
            }
            status = next;
        }
        return status.equals(row.status())
                ? Optional.empty()
                : Optional.of(new Changed(
                        attemptChange(row, status),
                        ended.filter(_ -> row.role().isEmpty()).map(end -> endOfAttempt(row, end)),
                        ended.flatMap(end -> row.role().map(role -> endOfHelp(row, role, end)))));
    }

    private static boolean isEnd(Ended ended) {
        return switch (ended.status()) {
            case AttemptStatus.Queued _, AttemptStatus.Waiting _ -> false;
            case AttemptStatus.Judged _, AttemptStatus.Failed _, AttemptStatus.Stopped _ -> true;
        };
    }

    private static EndedAttempt endOfAttempt(Row row, Ended ended) {
        AttemptEnd end = switch (ended.status()) {
            case AttemptStatus.Judged _ -> new AttemptEnd.Judged(row.number(), verdict(ended.heard()));
            case AttemptStatus.Failed _ -> new AttemptEnd.Failed(row.number());
            case AttemptStatus.Stopped _ -> new AttemptEnd.Stopped(row.number());
            case AttemptStatus.Queued _, AttemptStatus.Waiting _ -> throw notEnded();
        };
        return new EndedAttempt(
                row.trialId(),
                row.attemptId(),
                end,
                ended.heard().finished(),
                stopReason(ended.heard().signal()),
                row.before());
    }

    private static EndedHelp endOfHelp(Row row, CallRole role, Ended ended) {
        EndedHelp.End end = switch (ended.status()) {
            case AttemptStatus.Judged _ ->
                new EndedHelp.End.Answered(ended.heard().helped().orElseThrow());
            case AttemptStatus.Failed _ -> new EndedHelp.End.Failed();
            case AttemptStatus.Stopped _ ->
                new EndedHelp.End.Stopped(stopReason(ended.heard().signal()));
            case AttemptStatus.Queued _, AttemptStatus.Waiting _ -> throw notEnded();
        };
        return new EndedHelp(row.attemptId(), row.trialId(), role, row.number(), end);
    }

    private static IllegalArgumentException notEnded() {
        return new IllegalArgumentException("an attempt that waits has not ended");
    }

    private static Verdict verdict(Heard heard) {
        return heard.finished()
                .map(AttemptFinished::verdict)
                .orElseThrow(() -> new IllegalArgumentException("a verdict comes with its event"));
    }

    private static Optional<String> stopReason(AttemptSignal signal) {
        return switch (signal) {
            case AttemptSignal.Withheld withheld ->
                Optional.of(withheld.reason().code());
            case AttemptSignal.Generated generated -> Optional.empty();
            case AttemptSignal.Judged judged -> Optional.empty();
            case AttemptSignal.Failed failed -> Optional.empty();
        };
    }

    private AttemptChange attemptChange(Row row, AttemptStatus status) {
        boolean again = status.dispatch() > row.status().dispatch();
        return new AttemptChange(
                row.attemptId(),
                status.dispatch(),
                status.failures(),
                state(status),
                !(status instanceof AttemptStatus.Waiting waiting) || waiting.released(),
                again,
                again ? backOff.after(status.failures()).toMillis() : Duration.ZERO.toMillis());
    }

    private static String state(AttemptStatus status) {
        return switch (status) {
            case AttemptStatus.Queued queued -> "queued";
            case AttemptStatus.Waiting waiting -> "waiting";
            case AttemptStatus.Judged judged -> "judged";
            case AttemptStatus.Failed failed -> "failed";
            case AttemptStatus.Stopped stopped -> "stopped";
        };
    }

    /** The ids stand there twice, so that the planner knows how few rows there are. */
    private static void updateAttempts(Handle handle, List<AttemptChange> changes) {
        handle.createUpdate("""
                        update attempt a
                        set dispatch_number = c.dispatch_number, failures = c.failures, state = c.state,
                            released_at = case when c.released then coalesce(a.released_at, now()) end,
                            published_at = case when not c.again then a.published_at end,
                            claimed_until = case when c.again then '-infinity' else a.claimed_until end,
                            not_before = case when c.again then now() + c.back_off_ms * interval '1 millisecond'
                                              else a.not_before end
                        from json_to_recordset(cast(:changes as json))
                             as c (attempt_id uuid, dispatch_number int, failures int, state text, released boolean,
                                   again boolean, back_off_ms bigint)
                        where a.attempt_id = c.attempt_id and a.attempt_id = any(:ids)""")
                .bind("changes", AssayJson.write(changes))
                .bindArray(
                        "ids",
                        UUID.class,
                        changes.stream().map(AttemptChange::attemptId).toList())
                .execute();
    }

    /** What comes after the end of its run changes what the run's summary says. */
    private static void noteLate(Handle handle, List<UUID> trials) {
        handle.createUpdate("""
                        update run set summary_due = true
                        where ended_at is not null
                          and run_id in (select run_id from trial where trial_id = any(:ids))""").bindArray("ids", UUID.class, trials).execute();
    }
}
