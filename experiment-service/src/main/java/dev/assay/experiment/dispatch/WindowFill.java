package dev.assay.experiment.dispatch;

import dev.assay.contracts.Ids;
import dev.assay.experiment.config.ExperimentConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Fills the window of a model: begins the next attempts of pending trials, as many as there is room for. An advisory lock
 * lets one replica at a time count and begin; the runs that take part are locked in shared mode, so that none is cancelled
 * or ended between.
 */
@ApplicationScoped
class WindowFill {

    private final Jdbi jdbi;
    private final ExperimentConfig.Dispatch config;
    private final MeterRegistry metrics;
    private final Map<String, AtomicInteger> gauges = new ConcurrentHashMap<>();

    WindowFill(Jdbi jdbi, ExperimentConfig config, MeterRegistry metrics) {
        this.jdbi = jdbi;
        this.config = config.dispatch();
        this.metrics = metrics;
    }

    /** The windows that trials of running runs wait for. */
    List<String> keys() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select distinct e.window_key
                        from run r join run_experiment e using (run_id)
                        where r.state = 'running' and r.account_changes = r.account_acknowledged
                          and exists (select 1 from trial t
                                      where t.run_id = e.run_id and t.position = e.position and t.state = 'pending'
                                        and t.awaits is null)
                        union
                        select a.window_key
                        from attempt a join run r using (run_id)
                        where a.role is not null and a.state = 'queued'
                          and r.state = 'running' and r.account_changes = r.account_acknowledged""").mapTo(String.class).list());
    }

    /** Fills one window; returns how many trials were begun. Their attempt rows are yet to be sent. */
    int fill(String key) {
        int begun = jdbi.inTransaction(handle -> lock(handle, key) ? fill(handle, key) : 0);
        metrics.counter("assay.dispatch.begun", "window", key).increment(begun);
        return begun;
    }

    private static boolean lock(Handle handle, String key) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", key)
                .mapTo(Boolean.class)
                .one();
    }

    private int fill(Handle handle, String key) {
        List<String> runs = lockRuns(handle, key);
        if (runs.isEmpty()) {
            return 0;
        }
        int size = size(handle, key, runs);
        int flying = countInFlight(handle, key);
        gauge("assay.dispatch.window", key).set(size);
        gauge("assay.dispatch.in_flight", key).set(flying);
        int room = size - flying;
        int helping = room > 0 ? beginHelp(handle, key, runs, room) : 0;
        return room > helping ? helping + begin(handle, key, runs, room - helping) : helping;
    }

    /** Before trials, some of which wait for it. */
    private static int beginHelp(Handle handle, String key, List<String> runs, int room) {
        return handle.createUpdate("""
                        with next as materialized (
                            select a.attempt_id
                            from attempt a join run r using (run_id) join trial t using (trial_id)
                            where a.window_key = :key and a.role is not null and a.state = 'queued'
                              and a.run_id = any(:runs) and t.state not in ('stopped', 'finished')
                            order by r.priority desc, a.run_id, t.position, t.problem_ordinal, t.sample_number
                            limit :room for update of a)
                        update attempt a set state = 'waiting', dispatch_number = a.dispatch_number + 1,
                            not_before = now(), claimed_until = '-infinity', published_at = null, released_at = null
                        from next where a.attempt_id = next.attempt_id""")
                .bind("key", key)
                .bindArray("runs", String.class, runs)
                .bind("room", room)
                .execute();
    }

    private static List<String> lockRuns(Handle handle, String key) {
        return handle.createQuery("""
                        select r.run_id from run r
                        where r.state = 'running' and r.account_changes = r.account_acknowledged
                          and (exists (select 1 from run_experiment e where e.run_id = r.run_id and e.window_key = :key)
                               or exists (select 1 from run_role e where e.run_id = r.run_id and e.window_key = :key))
                          and not exists (select 1 from trial t
                                          where t.run_id = r.run_id and t.stop_reason = 'budget_exhausted')
                        order by r.run_id for share""").bind("key", key).mapTo(String.class).list();
    }

    private int size(Handle handle, String key, List<String> runs) {
        if (key.equals(WindowKey.PROVIDED)) {
            return config.providedWindow();
        }
        int concurrency = handle.createQuery("""
                        select min(max_concurrency)
                        from (select run_id, window_key, max_concurrency from run_experiment
                              union all
                              select run_id, window_key, max_concurrency from run_role) as called
                        where window_key = :key and run_id = any(:runs)""")
                .bind("key", key)
                .bindArray("runs", String.class, runs)
                .mapTo(Integer.class)
                .one();
        return concurrency * config.windowFactor();
    }

    /** Attempts of a paused run wait at the worker and must not keep other runs out. */
    private static int countInFlight(Handle handle, String key) {
        return handle.createQuery("""
                        select count(*) from attempt a join run r using (run_id)
                        where a.window_key = :key and a.state = 'waiting' and a.released_at is null
                          and r.state = 'running'""").bind("key", key).mapTo(Integer.class).one();
    }

    private record Begun(UUID trialId, String runId, int attemptNumber) {

        UUID attemptId() {
            return Ids.attempt(trialId, attemptNumber);
        }
    }

    /**
     * Among the runs of the highest priority the one with the fewest attempts in flight is next, always; within a run, the
     * order of its trials.
     */
    private static int begin(Handle handle, String key, List<String> runs, int room) {
        List<Begun> begun = handle.createQuery("""
                        with flying as (
                            select run_id, count(*) as attempts from attempt
                            where window_key = :key and state = 'waiting' and released_at is null
                            group by run_id),
                        candidate as (
                            select t.trial_id, t.run_id,
                                   row_number() over (partition by t.run_id
                                                      order by e.position, t.problem_ordinal, t.sample_number) as place
                            from run_experiment e
                            cross join lateral (
                                select * from trial
                                where run_id = e.run_id and position = e.position and state = 'pending'
                                  and awaits is null
                                order by problem_ordinal, sample_number
                                limit :room) t
                            where e.window_key = :key and e.run_id = any(:runs)),
                        next as (
                            select c.trial_id
                            from candidate c join run r using (run_id) left join flying f using (run_id)
                            order by r.priority desc, c.place + coalesce(f.attempts, 0), c.run_id
                            limit :room)
                        update trial t set state = 'running', attempts = t.next_attempt
                        from next where t.trial_id = next.trial_id and t.state = 'pending'
                        returning t.trial_id, t.run_id, t.next_attempt""")
                .bind("key", key)
                .bindArray("runs", String.class, runs)
                .bind("room", room)
                .map((row, context) -> new Begun(
                        row.getObject("trial_id", UUID.class), row.getString("run_id"), row.getInt("next_attempt")))
                .list();
        insertAttempts(handle, key, begun);
        return begun.size();
    }

    /** A repair is there already; so is an attempt that was stopped for want of money. Each gets the next dispatch number. */
    private static void insertAttempts(Handle handle, String key, List<Begun> begun) {
        handle.createUpdate("""
                        insert into attempt (attempt_id, trial_id, run_id, window_key, attempt_number, dispatch_number,
                                             state)
                        select attempt_id, trial_id, run_id, :key, attempt_number, 1, 'waiting'
                        from unnest(cast(:attempts as uuid[]), cast(:trials as uuid[]), cast(:runs as text[]),
                                    cast(:numbers as int[]))
                             as begun (attempt_id, trial_id, run_id, attempt_number)
                        order by attempt_id
                        on conflict (attempt_id) do update
                        set state = 'waiting', dispatch_number = attempt.dispatch_number + 1, not_before = now(),
                            claimed_until = '-infinity', published_at = null, released_at = null
                        where attempt.state in ('queued', 'stopped')""")
                .bind("key", key)
                .bindArray("attempts", UUID.class, column(begun, Begun::attemptId))
                .bindArray("trials", UUID.class, column(begun, Begun::trialId))
                .bindArray("runs", String.class, column(begun, Begun::runId))
                .bindArray("numbers", Integer.class, column(begun, Begun::attemptNumber))
                .execute();
    }

    private static <T> List<T> column(List<Begun> begun, Function<Begun, T> value) {
        return begun.stream().map(value).toList();
    }

    private AtomicInteger gauge(String name, String key) {
        return gauges.computeIfAbsent(
                name + " " + key, unseen -> metrics.gauge(name, Tags.of("window", key), new AtomicInteger()));
    }
}
