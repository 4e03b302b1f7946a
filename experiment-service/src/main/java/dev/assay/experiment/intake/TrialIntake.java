package dev.assay.experiment.intake;

import dev.assay.contracts.Ids;
import dev.assay.contracts.event.AttemptFinished;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.event.PreviousAttempt;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Feedback;
import dev.assay.experiment.trial.TrialMachine;
import dev.assay.experiment.trial.TrialStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Takes ends of attempts into the rows of their trials, within the caller's transaction: locks the rows in the order of
 * their ids, asks the {@linkplain TrialMachine machine}, writes what changed, and queues the attempts that are to repair.
 */
final class TrialIntake {

    private static final Comparator<EndedAttempt> NEWER =
            Comparator.comparingInt(ended -> ended.end().attempt());

    private final Handle handle;

    TrialIntake(Handle handle) {
        this.handle = handle;
    }

    /** An attempt that repairs the one before it. */
    private record Repair(TrialRow trial, int number, EndedAttempt previous) {

        /** Number of the last attempt before it. */
        int reviewed() {
            return number - 1;
        }
    }

    /** Takes in the ends, of a trial the newest attempt's; returns what changed. */
    List<TrialChange> take(Collection<EndedAttempt> ends) {
        Map<UUID, EndedAttempt> byTrial = ends.stream()
                .collect(Collectors.toMap(EndedAttempt::trialId, Function.identity(), BinaryOperator.maxBy(NEWER)));
        List<TrialRow> trials = lock(byTrial.keySet());
        Set<String> goingOn = runsGoingOn(trials);
        List<TrialChange> changes = new ArrayList<>();
        List<Repair> repairs = new ArrayList<>();
        for (TrialRow trial : trials) {
            EndedAttempt ended = byTrial.get(trial.trialId());
            TrialStatus status = trial.status();
            TrialStatus next =
                    new TrialMachine(trial.maxIterations(), goingOn.contains(trial.runId())).next(status, ended.end());
            if (!next.equals(status)) {
                changes.add(TrialChange.of(trial, next, ended));
            }
            if (next.attempt() > status.attempt()) {
                repairs.add(new Repair(trial, next.attempt(), ended));
            }
        }
        update(changes);
        queue(repairs);
        queueReviews(repairs.stream()
                .filter(repair -> repair.trial().isCheckpoint(repair.reviewed()))
                .toList());
        return changes;
    }

    private List<TrialRow> lock(Collection<UUID> trials) {
        return handle.createQuery("""
                        select t.trial_id, t.run_id, t.state, t.stop_reason, t.verdict, t.reason, t.score, t.next_attempt,
                               t.pass_rates, e.window_key,
                               coalesce(cast(e.experiment #>> '{strategy,max_iterations}' as int), 1) as max_iterations,
                               e.experiment #>> '{strategy,reviewer}' as reviewer
                        from trial t join run_experiment e using (run_id, position)
                        where t.trial_id = any(:ids) order by t.trial_id for update of t""")
                .bindArray("ids", UUID.class, trials)
                .map((row, context) -> TrialRow.of(row))
                .list();
    }

    /** Asked only for trials that were given up: those of the others go on, or have stopped their trials. */
    private Set<String> runsGoingOn(List<TrialRow> trials) {
        List<String> asked = trials.stream()
                .filter(TrialRow::isGivenUp)
                .map(TrialRow::runId)
                .distinct()
                .toList();
        return asked.isEmpty()
                ? Set.of()
                : handle.createQuery("""
                                select run_id from run where run_id = any(:runs) and state in ('running', 'paused')
                                order by run_id for share""")
                        .bindArray("runs", String.class, asked)
                        .mapTo(String.class)
                        .set();
    }

    /** The ids stand there twice, so that the planner knows how few rows there are. */
    private void update(List<TrialChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        update trial t
                        set state = c.state, next_attempt = c.next_attempt, stop_reason = c.stop_reason,
                            last_attempt_id = c.last_attempt_id,
                            verdict = c.verdict, reason = c.reason, score = c.score,
                            input_tokens = c.input_tokens, output_tokens = c.output_tokens,
                            reasoning_tokens = c.reasoning_tokens, cache_read_tokens = c.cache_read_tokens,
                            cache_write_tokens = c.cache_write_tokens, cost_usd = c.cost_usd, spent_usd = c.spent_usd,
                            cached_from = c.cached_from, pass_rates = c.pass_rates,
                            ended_at = case when c.state in ('finished', 'stopped') then now() end
                        from json_to_recordset(cast(:changes as json))
                             as c (trial_id uuid, last_attempt_id uuid, state text, next_attempt int, stop_reason text,
                                   verdict text, reason text, score jsonb, input_tokens bigint, output_tokens bigint,
                                   reasoning_tokens bigint, cache_read_tokens bigint, cache_write_tokens bigint,
                                   cost_usd numeric, spent_usd numeric, cached_from uuid, pass_rates jsonb)
                        where t.trial_id = c.trial_id and t.trial_id = any(:ids)""")
                .bind("changes", AssayJson.write(changes))
                .bindArray(
                        "ids",
                        UUID.class,
                        changes.stream().map(TrialChange::trialId).toList())
                .execute();
    }

    /** They wait for their turn like the attempts that trials begin with. */
    private void queue(List<Repair> repairs) {
        if (repairs.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                insert into attempt (attempt_id, trial_id, run_id, window_key, attempt_number, dispatch_number, state,
                                     previous, used_before)
                values (:attempt, :trial, :run, :window, :number, 0, 'queued', :previous, cast(:used as jsonb))""");
        for (Repair repair : repairs) {
            batch.bind("attempt", Ids.attempt(repair.trial().trialId(), repair.number()))
                    .bind("trial", repair.trial().trialId())
                    .bind("run", repair.trial().runId())
                    .bind("window", repair.trial().windowKey())
                    .bind("number", repair.number())
                    .bind("previous", AssayJson.writeBytes(previous(repair.previous())))
                    .bind("used", AssayJson.write(repair.previous().used()))
                    .add();
        }
        batch.execute();
    }

    /** The repair waits for what the reviewer says. */
    private void queueReviews(List<Repair> checkpoints) {
        if (checkpoints.isEmpty()) {
            return;
        }
        PreparedBatch reviews = handle.prepareBatch("""
                insert into attempt (attempt_id, trial_id, run_id, window_key, attempt_number, dispatch_number, state, role)
                values (:review, :trial, :run, :window, :number, 0, 'queued', :role)""");
        PreparedBatch waits = handle.prepareBatch("update trial set awaits = :review where trial_id = :trial");
        for (Repair repair : checkpoints) {
            TrialRow trial = repair.trial();
            UUID review = Ids.review(trial.trialId(), repair.reviewed());
            reviews.bind("review", review)
                    .bind("trial", trial.trialId())
                    .bind("run", trial.runId())
                    .bind("window", trial.reviewer().orElseThrow().model().key())
                    .bind("number", repair.reviewed())
                    .bind("role", CallRole.REVIEWER.code())
                    .add();
            waits.bind("review", review).bind("trial", trial.trialId()).add();
        }
        reviews.execute();
        waits.execute();
    }

    private static PreviousAttempt previous(EndedAttempt ended) {
        return new PreviousAttempt(
                ended.attemptId(),
                ended.finished().flatMap(AttemptFinished::feedback).orElse(Feedback.FURTHER_TESTS_FAILED));
    }
}
