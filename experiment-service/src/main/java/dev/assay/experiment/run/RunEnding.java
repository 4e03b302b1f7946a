package dev.assay.experiment.run;

import dev.assay.frame.drain.Drain;
import dev.assay.frame.loop.Loop;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Ends runs whose trials have all ended. A run without money ends when its last attempt in flight has: what was never
 * begun is stopped then.
 */
@ApplicationScoped
public class RunEnding {

    private static final Logger LOG = Logger.getLogger(RunEnding.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Stands for a run {@code r} of which nothing more will come by itself. */
    private static final String OVER = """
            not exists (select 1 from trial t where t.run_id = r.run_id and t.state = 'running')
            and not exists (select 1 from attempt a
                            where a.run_id = r.run_id and a.state = 'waiting' and a.role is not null)
            and (not exists (select 1 from trial t where t.run_id = r.run_id and t.state = 'pending')
                 or exists (select 1 from trial t
                            where t.run_id = r.run_id and t.stop_reason = 'budget_exhausted'))
            """;

    private final Jdbi jdbi;
    private final Loop loop;

    RunEnding(Jdbi jdbi, Drain drain) {
        this.jdbi = jdbi;
        this.loop = new Loop("run-ending", INTERVAL, drain, this::turn);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** Says that a run may be over. */
    public void wake() {
        loop.wake();
    }

    private boolean turn() {
        List<String> candidates = jdbi.withHandle(handle -> handle.createQuery(
                        "select r.run_id from run r where r.state in ('running', 'paused') and " + OVER)
                .mapTo(String.class)
                .list());
        for (String runId : candidates) {
            jdbi.useTransaction(handle -> end(handle, runId));
        }
        return false;
    }

    /** The lock on the row keeps the dispatcher away; the second look sees what it did before. */
    private static void end(Handle handle, String runId) {
        handle.createQuery("select run_id from run where run_id = :run for update")
                .bind("run", runId)
                .mapTo(String.class)
                .one();
        int ended = handle.createUpdate("""
                        update run r
                        set state = case when poor then 'budget_exhausted' else 'finished' end,
                            state_reason = case when poor then 'the limit of ' || limit_usd || ' USD is used up' end,
                            ended_at = now()
                        from (select exists (select 1 from trial
                                             where run_id = :run and stop_reason = 'budget_exhausted') as poor) as money
                        where r.run_id = :run and r.state in ('running', 'paused') and """ + " " + OVER).bind("run", runId).execute();
        if (ended == 1) {
            handle.createUpdate("""
                            update trial set state = 'stopped', stop_reason = 'budget_exhausted', ended_at = now()
                            where run_id = :run and state = 'pending'""").bind("run", runId).execute();
            LOG.infof("run %s ended", runId);
        }
    }
}
