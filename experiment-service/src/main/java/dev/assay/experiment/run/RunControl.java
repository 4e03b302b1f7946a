package dev.assay.experiment.run;

import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.dispatch.DispatchLoop;
import dev.assay.experiment.validation.Violations;
import dev.assay.frame.event.Transience;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Cancels, pauses and resumes runs. Doing a thing twice is doing it once. */
@ApplicationScoped
class RunControl {

    /** The database may end a transaction in favour of another that wants the same rows. */
    private static final int TRIES = 3;

    private final Jdbi jdbi;
    private final AccountSync accounts;
    private final DispatchLoop dispatch;

    RunControl(Jdbi jdbi, AccountSync accounts, DispatchLoop dispatch) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.dispatch = dispatch;
    }

    /** Stops all that has not ended. A verdict of an answer that is there already will still be recorded. */
    void cancel(String runId) {
        change(runId, (handle, run) -> {
            switch (run.state()) {
                case CANCELLED -> {}
                case FINISHED -> throw Problems.conflict("run " + runId + " has finished; there is nothing to cancel");
                case RUNNING, PAUSED, BUDGET_EXHAUSTED -> cancel(handle, runId);
            }
        });
    }

    /** Begins nothing new, and lets the worker make no calls, until it is resumed. */
    void pause(String runId) {
        change(runId, (handle, run) -> {
            switch (run.state()) {
                case PAUSED -> {}
                case FINISHED, CANCELLED, BUDGET_EXHAUSTED ->
                    throw Problems.conflict(
                            "run " + runId + " is " + run.state().code() + "; there is nothing to pause");
                case RUNNING -> setState(handle, runId, RunState.PAUSED, run.limitUsd());
            }
        });
    }

    /** Goes on, with another limit where one is given; a run without money needs a larger one. */
    void resume(String runId, Optional<BigDecimal> limitUsd) {
        limitUsd.ifPresent(limit -> {
            Violations violations = new Violations();
            RunPlanning.requireLimit(limit, violations);
            violations.throwIfAny();
        });
        change(runId, (handle, run) -> {
            switch (run.state()) {
                case FINISHED, CANCELLED ->
                    throw Problems.conflict(
                            "run " + runId + " is " + run.state().code() + "; make a new run");
                case BUDGET_EXHAUSTED -> {
                    requireLarger(run, limitUsd);
                    resume(handle, run, limitUsd);
                }
                case PAUSED -> resume(handle, run, limitUsd);
                case RUNNING -> {
                    if (limitUsd.isPresent() && !sameLimit(run.limitUsd(), limitUsd)) {
                        resume(handle, run, limitUsd);
                    }
                }
            }
        });
    }

    /** Has trials of a run begun before or after those of others. */
    void prioritise(String runId, int priority) {
        Violations violations = new Violations();
        RunPlanning.requirePriority(priority, violations);
        violations.throwIfAny();
        change(runId, (handle, run) -> {
            if (run.state().ended()) {
                throw Problems.conflict("run " + runId + " is " + run.state().code() + "; it begins no more trials");
            }
            handle.createUpdate("update run set priority = :priority where run_id = :run")
                    .bind("priority", priority)
                    .bind("run", runId)
                    .execute();
        });
    }

    /**
     * Begins the trials anew that ended for reasons of infrastructure; the others stay as they are. Nothing happens where
     * there are none.
     */
    void retryInfrastructureErrors(String runId) {
        change(runId, (handle, run) -> {
            switch (run.state()) {
                case CANCELLED, BUDGET_EXHAUSTED ->
                    throw Problems.conflict("run " + runId + " is "
                            + run.state().code() + "; resume it with a larger limit, or make a new run");
                case RUNNING, PAUSED, FINISHED -> retry(handle, run);
            }
        });
    }

    /**
     * The next dispatch of each attempt has the next number, so that what the old ones still bring is told apart. An attempt
     * that was judged after all, when its run had ended, is followed by its repair.
     */
    private static void retry(Handle handle, RunRow run) {
        handle.createUpdate("""
                        update attempt set state = case when role is null then 'stopped' else 'queued' end, failures = 0
                        where attempt_id in (
                            select a.attempt_id from attempt a join trial t on a.attempt_id = t.last_attempt_id
                            where t.run_id = :run and t.state = 'finished' and t.verdict = 'infrastructure_error'
                            order by a.attempt_id for update of a)
                          and state = 'failed'""").bind("run", run.runId()).execute();
        int begun = handle.createUpdate("""
                        update trial t set state = 'pending', verdict = null, reason = null, score = null,
                                           ended_at = null
                        from attempt a
                        where a.attempt_id = t.last_attempt_id and a.state in ('stopped', 'judged', 'queued')
                          and t.run_id = :run and t.state = 'finished' and t.verdict = 'infrastructure_error'""").bind("run", run.runId()).execute();
        if (begun > 0 && run.state() == RunState.FINISHED) {
            setState(handle, run.runId(), RunState.RUNNING, run.limitUsd());
        }
    }

    private void change(String runId, BiConsumer<Handle, RunRow> change) {
        for (int left = TRIES - 1; ; left--) {
            try {
                jdbi.useTransaction(handle -> changeLocked(handle, runId, change));
                break;
            } catch (JdbiException e) {
                if (left == 0 || !Transience.isPassing(e)) {
                    throw e;
                }
            }
        }
        accounts.wake();
        dispatch.wake();
    }

    private static void changeLocked(Handle handle, String runId, BiConsumer<Handle, RunRow> change) {
        handle.execute("select 1 from run where run_id = ? for update", runId);
        RunRow run = RunStore.exact(handle, runId).orElseThrow(() -> Problems.notFound("run " + runId));
        change.accept(handle, run);
    }

    private static void cancel(Handle handle, String runId) {
        handle.createUpdate("""
                        update run set state = 'cancelled', state_reason = 'cancelled by request', ended_at = now(),
                                       account_changes = account_changes + least(account_changes, 1)
                        where run_id = :run""").bind("run", runId).execute();
        handle.createUpdate("""
                        update attempt set state = 'stopped', released_at = coalesce(released_at, now())
                        where attempt_id in (select attempt_id from attempt where run_id = :run and state = 'waiting'
                                             order by attempt_id for update)
                          and state = 'waiting'""").bind("run", runId).execute();
        handle.createUpdate("""
                        update trial set state = 'stopped', stop_reason = 'cancelled', ended_at = now()
                        where run_id = :run and state in ('pending', 'running')""").bind("run", runId).execute();
    }

    private static void requireLarger(RunRow run, Optional<BigDecimal> limitUsd) {
        BigDecimal used = run.limitUsd().orElse(BigDecimal.ZERO);
        if (limitUsd.filter(limit -> limit.compareTo(used) > 0).isEmpty()) {
            throw Problems.impossible("the limit of " + used.toPlainString() + " USD of run " + run.runId()
                    + " is used up; resume it with a larger limit_usd");
        }
    }

    private static boolean sameLimit(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && one.get().compareTo(other.orElseThrow()) == 0;
    }

    private static void resume(Handle handle, RunRow run, Optional<BigDecimal> limitUsd) {
        if (limitUsd.isPresent()) {
            handle.createQuery("select experiment from run_experiment where run_id = :run order by position")
                    .bind("run", run.runId())
                    .mapTo(String.class)
                    .forEach(json -> RunPlanning.requirePrice(AssayJson.read(json, Experiment.class)));
        }
        setState(handle, run.runId(), RunState.RUNNING, limitUsd.or(run::limitUsd));
        handle.createUpdate("""
                        update trial set state = 'pending', stop_reason = null, ended_at = null
                        where run_id = :run and state = 'stopped' and stop_reason = 'budget_exhausted'""").bind("run", run.runId()).execute();
        handle.createUpdate("""
                        update attempt set state = 'queued' where run_id = :run and state = 'stopped' and role is not null
                        """).bind("run", run.runId()).execute();
        handle.createUpdate("""
                        update attempt set published_at = now()
                        where attempt_id in (select attempt_id from attempt
                                             where run_id = :run and state = 'waiting' and published_at is not null
                                             order by attempt_id for update)
                          and state = 'waiting' and published_at is not null""").bind("run", run.runId()).execute();
    }

    private static void setState(Handle handle, String runId, RunState state, Optional<BigDecimal> limitUsd) {
        handle.createUpdate("""
                        update run set state = :state, state_reason = null, ended_at = null, limit_usd = :limit,
                                       summary_due = true, notice_due = true, notice_attempts = 0,
                                       notice_not_before = '-infinity',
                                       account_changes = account_changes + least(account_changes, 1)
                        where run_id = :run""")
                .bind("state", state.code())
                .bind("limit", limitUsd)
                .bind("run", runId)
                .execute();
    }
}
