package dev.assay.experiment.intake;

import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.trial.AttemptSignal;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.loop.Loop;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds attempts that were sent and of which nothing has been heard for very long, and counts that as a failure, so that
 * a record that went to the dead letters never hangs a run.
 */
@ApplicationScoped
class StalledSweep {

    private static final Logger LOG = Logger.getLogger(StalledSweep.class);

    /** A call may be tried again by the worker, and waits for its turn. */
    private static final int TIMEOUTS = 4;

    private static final int AT_ONCE = 500;

    private final Jdbi jdbi;
    private final AttemptIntake intake;
    private final Duration stalledAfter;
    private final Loop loop;

    StalledSweep(Jdbi jdbi, AttemptIntake intake, ExperimentConfig config, Drain drain) {
        this.jdbi = jdbi;
        this.intake = intake;
        this.stalledAfter = config.dispatch().stalledAfter();
        this.loop = new Loop("stalled-sweep", config.dispatch().stalledCheck(), drain, this::turn);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    private boolean turn() {
        List<Heard> stalled = stalled();
        if (stalled.isEmpty()) {
            return false;
        }
        LOG.warnf("%d attempts had no sign of life for %s; they are sent again", stalled.size(), stalledAfter);
        intake.take(stalled);
        return stalled.size() == AT_ONCE;
    }

    private List<Heard> stalled() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select a.attempt_id, a.dispatch_number
                        from attempt a
                        join trial t using (trial_id)
                        join run_experiment e on e.run_id = t.run_id and e.position = t.position
                        join run r on r.run_id = t.run_id
                        where a.state = 'waiting' and a.published_at < now() - :after and r.state = 'running'
                          and greatest(a.published_at, a.released_at)
                              < now() - greatest(:after, e.timeout_seconds * :timeouts * interval '1 second')
                        order by a.published_at
                        limit :limit""")
                .bind("after", stalledAfter)
                .bind("timeouts", TIMEOUTS)
                .bind("limit", AT_ONCE)
                .map((row, context) -> new Heard(
                        row.getObject("attempt_id", UUID.class),
                        new AttemptSignal.Failed(row.getInt("dispatch_number"), true),
                        Optional.empty()))
                .list());
    }
}
