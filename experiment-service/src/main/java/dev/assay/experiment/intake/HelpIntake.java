package dev.assay.experiment.intake;

import dev.assay.contracts.Ids;
import dev.assay.contracts.event.CallRole;
import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.intake.EndedHelp.End;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes ends of calls that help into the trials that wait for them, within the caller's transaction. A trial goes on when
 * there is an answer. Without one it ends as it would for a call of its own: a trial that went on without its help would
 * measure something else.
 */
final class HelpIntake {

    private final Handle handle;

    HelpIntake(Handle handle) {
        this.handle = handle;
    }

    /** Takes in the ends; returns the trials that ended or go on after they had. */
    List<UUID> take(List<EndedHelp> ends) {
        return ends.stream()
                .sorted(Comparator.comparing(EndedHelp::attemptId))
                .flatMap(ended -> take(ended).stream())
                .toList();
    }

    private List<UUID> take(EndedHelp ended) {
        List<UUID> waiting = lock(ended.attemptId());
        return switch (ended.end()) {
            case End.Answered(Used used) -> {
                charge(ended, used);
                yield goOn(ended, waiting);
            }
            case End.Failed() -> fail(ended, waiting);
            case End.Stopped(Optional<String> reason) -> stop(reason, waiting);
        };
    }

    private List<UUID> lock(UUID attemptId) {
        return handle.createQuery("""
                        select trial_id from trial where awaits = :attempt order by trial_id for update""")
                .bind("attempt", attemptId)
                .mapTo(UUID.class)
                .list();
    }

    /** Trials that were given up for want of this answer go on as well, unless their run has ended. */
    private List<UUID> goOn(EndedHelp ended, List<UUID> waiting) {
        handle.createUpdate("""
                        update trial set awaits = null,
                            guidance = case when :is_guidance then :attempt else guidance end
                        where trial_id = any(:trials)""")
                .bind("is_guidance", ended.role() == CallRole.REVIEWER)
                .bind("attempt", ended.attemptId())
                .bindArray("trials", UUID.class, waiting)
                .execute();
        return handle.createQuery("""
                        update trial set state = 'pending', verdict = null, reason = null, score = null, ended_at = null
                        where trial_id = any(:trials) and state = 'finished' and last_attempt_id = :attempt
                          and exists (select 1 from run r where r.run_id = trial.run_id
                                      and r.state in ('running', 'paused'))
                        returning trial_id""")
                .bind("attempt", ended.attemptId())
                .bindArray("trials", UUID.class, waiting)
                .mapTo(UUID.class)
                .list();
    }

    private List<UUID> fail(EndedHelp ended, List<UUID> waiting) {
        return handle.createQuery("""
                        update trial set state = 'finished', verdict = 'infrastructure_error', reason = :reason,
                            last_attempt_id = :attempt, ended_at = now()
                        where trial_id = any(:trials) and state = 'pending' returning trial_id""")
                .bind("reason", ended.role().code() + "_failed")
                .bind("attempt", ended.attemptId())
                .bindArray("trials", UUID.class, waiting)
                .mapTo(UUID.class)
                .list();
    }

    private List<UUID> stop(Optional<String> reason, List<UUID> waiting) {
        return handle.createQuery("""
                        update trial set state = 'stopped', stop_reason = :reason, ended_at = now()
                        where trial_id = any(:trials) and state = 'pending' returning trial_id""")
                .bind("reason", reason)
                .bindArray("trials", UUID.class, waiting)
                .mapTo(UUID.class)
                .list();
    }

    /** What help cost counts for the trial in whose name it was asked for, with the attempt that goes on with it. */
    private void charge(EndedHelp ended, Used used) {
        UUID next = Ids.attempt(ended.trialId(), ended.nextAttempt());
        Optional<Used> before = handle.createQuery("""
                        select used_before from attempt where attempt_id = :id and used_before is not null for update""")
                .bind("id", next)
                .mapTo(String.class)
                .map(json -> AssayJson.read(json, Used.class))
                .findOne();
        handle.createUpdate("""
                        insert into attempt (attempt_id, trial_id, run_id, window_key, attempt_number, dispatch_number,
                                             state, used_before)
                        select :id, t.trial_id, t.run_id, e.window_key, :number, 0, 'queued', cast(:used as jsonb)
                        from trial t join run_experiment e using (run_id, position) where t.trial_id = :trial
                        on conflict (attempt_id) do update set used_before = excluded.used_before""")
                .bind("id", next)
                .bind("number", ended.nextAttempt())
                .bind("trial", ended.trialId())
                .bind(
                        "used",
                        AssayJson.write(
                                before.map(earlier -> earlier.plus(used)).orElse(used)))
                .execute();
    }
}
