package dev.assay.experiment.intake;

import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.config.ExperimentConfig;
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
 * AttemptMachine machine}, and writes what changed, in one transaction and one statement a table.
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
        List<Changed> changed = jdbi.inTransaction(handle -> take(handle, heard));
        changed.stream()
                .flatMap(one -> one.trial().stream())
                .forEach(trial -> metrics.counter(
                                "assay.trials.ended",
                                "verdict",
                                trial.verdict().map(verdict -> verdict.code()).orElse("none"))
                        .increment());
    }

    private record Row(UUID attemptId, UUID trialId, AttemptStatus status) {}

    private record Changed(AttemptChange attempt, Optional<TrialChange> trial) {}

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

    private List<Changed> take(Handle handle, Collection<Heard> heard) {
        Map<UUID, List<Heard>> byAttempt = new LinkedHashMap<>();
        heard.forEach(one -> byAttempt
                .computeIfAbsent(one.attemptId(), id -> new ArrayList<>())
                .add(one));
        List<Changed> changed = lock(handle, byAttempt.keySet()).stream()
                .flatMap(row -> change(row, byAttempt.get(row.attemptId())).stream())
                .toList();
        if (!changed.isEmpty()) {
            updateAttempts(handle, changed.stream().map(Changed::attempt).toList());
            List<TrialChange> trials =
                    changed.stream().flatMap(one -> one.trial().stream()).toList();
            updateTrials(handle, trials);
            noteLate(handle, trials);
        }
        return changed;
    }

    private static List<Row> lock(Handle handle, Collection<UUID> attempts) {
        return handle.createQuery("""
                        select attempt_id, trial_id, dispatch_number, failures, state, released_at is not null as released
                        from attempt where attempt_id = any(:ids) order by attempt_id for update""")
                .bindArray("ids", UUID.class, attempts)
                .map((row, context) -> new Row(
                        row.getObject("attempt_id", UUID.class), row.getObject("trial_id", UUID.class), status(row)))
                .list();
    }

    private static AttemptStatus status(ResultSet row) throws SQLException {
        int dispatch = row.getInt("dispatch_number");
        int failures = row.getInt("failures");
        String state = row.getString("state");
        return switch (state) {
            case "waiting" -> new AttemptStatus.Waiting(dispatch, failures, row.getBoolean("released"));
            case "judged" -> new AttemptStatus.Judged(dispatch, failures);
            case "failed" -> new AttemptStatus.Failed(dispatch, failures);
            case "stopped" -> new AttemptStatus.Stopped(dispatch, failures);
            default -> throw new IllegalStateException("attempt in an unknown state: " + state);
        };
    }

    private Optional<Changed> change(Row row, List<Heard> heard) {
        AttemptStatus status = row.status();
        Optional<TrialChange> trial = Optional.empty();
        for (Heard one : heard) {
            AttemptStatus next = machine.next(status, one.signal());
            if (!next.equals(status)) {
                trial = trialChange(row, next, one);
            }
            status = next;
        }
        return status.equals(row.status())
                ? Optional.empty()
                : Optional.of(new Changed(attemptChange(row, status), trial));
    }

    private static Optional<TrialChange> trialChange(Row row, AttemptStatus next, Heard heard) {
        return switch (next) {
            case AttemptStatus.Waiting waiting -> Optional.empty();
            case AttemptStatus.Judged judged -> Optional.of(ended(row, heard));
            case AttemptStatus.Failed failed -> Optional.of(ended(row, heard));
            case AttemptStatus.Stopped stopped ->
                Optional.of(TrialChange.stopped(row.trialId(), row.attemptId(), stopReason(heard.signal())));
        };
    }

    private static TrialChange ended(Row row, Heard heard) {
        return heard.finished()
                .map(event -> TrialChange.finished(row.trialId(), event))
                .orElseGet(() -> TrialChange.lost(row.trialId(), row.attemptId()));
    }

    private static String stopReason(AttemptSignal signal) {
        return switch (signal) {
            case AttemptSignal.Withheld withheld -> withheld.reason().code();
            case AttemptSignal.Generated generated -> "stopped";
            case AttemptSignal.Judged judged -> "stopped";
            case AttemptSignal.Failed failed -> "stopped";
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
            case AttemptStatus.Waiting waiting -> "waiting";
            case AttemptStatus.Judged judged -> "judged";
            case AttemptStatus.Failed failed -> "failed";
            case AttemptStatus.Stopped stopped -> "stopped";
        };
    }

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
                        where a.attempt_id = c.attempt_id""").bind("changes", AssayJson.write(changes)).execute();
    }

    /** A verdict about the answer replaces everything but another one; the rest ends running trials only. */
    private static void updateTrials(Handle handle, List<TrialChange> changes) {
        handle.createUpdate("""
                        update trial t
                        set state = c.state, stop_reason = c.stop_reason, last_attempt_id = c.last_attempt_id,
                            verdict = c.verdict, reason = c.reason, score = c.score,
                            input_tokens = c.input_tokens, output_tokens = c.output_tokens,
                            reasoning_tokens = c.reasoning_tokens, cache_read_tokens = c.cache_read_tokens,
                            cache_write_tokens = c.cache_write_tokens, cost_usd = c.cost_usd, spent_usd = c.spent_usd,
                            cached_from = c.cached_from, ended_at = now()
                        from json_to_recordset(cast(:changes as json))
                             as c (trial_id uuid, last_attempt_id uuid, state text, stop_reason text, verdict text,
                                   reason text, score jsonb, input_tokens bigint, output_tokens bigint,
                                   reasoning_tokens bigint, cache_read_tokens bigint, cache_write_tokens bigint,
                                   cost_usd numeric, spent_usd numeric, cached_from uuid)
                        where t.trial_id = c.trial_id
                          and case when c.verdict is distinct from 'infrastructure_error' and c.state = 'finished'
                                   then t.state != 'finished' or t.verdict = 'infrastructure_error'
                                   else t.state = 'running' end""").bind("changes", AssayJson.write(changes)).execute();
    }

    /** What comes after the end of its run changes what the run's summary says. */
    private static void noteLate(Handle handle, List<TrialChange> changes) {
        handle.createUpdate("""
                        update run set summary_due = true
                        where ended_at is not null
                          and run_id in (select run_id from trial where trial_id = any(:ids))""")
                .bindArray(
                        "ids",
                        UUID.class,
                        changes.stream().map(TrialChange::trialId).toList())
                .execute();
    }
}
