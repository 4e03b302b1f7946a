package dev.assay.experiment.intake;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.call.WaitingAttempts;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.trial.AttemptSignal;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.loop.Loop;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds attempts that were sent, of which nothing has been heard for very long and whose call does not wait for its turn
 * at llm-worker, and counts that as a failure, so that a record that went to the dead letters never hangs a run.
 */
@ApplicationScoped
class StalledSweep {

    private static final Logger LOG = Logger.getLogger(StalledSweep.class);

    /** A call may be tried again by the worker, and waits for its turn. */
    private static final int TIMEOUTS = 4;

    private static final int AT_ONCE = 500;

    private final Jdbi jdbi;
    private final AttemptIntake intake;
    private final InternalClient client;
    private final Duration stalledAfter;
    private final Loop loop;

    StalledSweep(Jdbi jdbi, AttemptIntake intake, InternalClient client, ExperimentConfig config, Drain drain) {
        this.jdbi = jdbi;
        this.intake = intake;
        this.client = client;
        this.stalledAfter = config.dispatch().stalledAfter();
        this.loop = new Loop("stalled-sweep", config.dispatch().stalledCheck(), drain, this::turn);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    private boolean turn() {
        try {
            sweep();
        } catch (HttpProblem unanswered) {
            LOG.infof("what is stalled is not known: %s", unanswered.getDetail());
        }
        return false;
    }

    /** Page by page, since all of a page may be waiting for its turn. */
    private void sweep() {
        List<Silent> page = silent(Place.FIRST);
        while (!page.isEmpty()) {
            takeLost(page);
            page = page.size() == AT_ONCE ? silent(page.getLast().place()) : List.of();
        }
    }

    /** An attempt that waits for a provider's turn has not stalled, however long that takes. */
    private void takeLost(List<Silent> page) {
        WaitingAttempts asked = new WaitingAttempts(
                page.stream().map(silent -> silent.place().attemptId()).toList());
        Set<UUID> waiting = Set.copyOf(
                client.post(Peer.LLM, "/internal/attempts/waiting", asked, new TypeReference<WaitingAttempts>() {})
                        .attemptIds());
        List<Heard> lost = page.stream()
                .filter(silent -> !waiting.contains(silent.place().attemptId()))
                .map(Silent::asFailure)
                .toList();
        if (!lost.isEmpty()) {
            LOG.warnf("%d attempts had no sign of life for %s; they are sent again", lost.size(), stalledAfter);
            intake.take(lost);
        }
    }

    /** Where an attempt is in the order of the sweep. */
    private record Place(OffsetDateTime publishedAt, UUID attemptId) {

        static final Place FIRST = new Place(OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC), new UUID(0, 0));
    }

    /** An attempt of which nothing was heard for long. */
    private record Silent(Place place, int dispatchNumber) {

        Heard asFailure() {
            return new Heard(place.attemptId(), new AttemptSignal.Failed(dispatchNumber, true));
        }
    }

    private List<Silent> silent(Place after) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select a.attempt_id, a.dispatch_number, a.published_at
                        from attempt a
                        join trial t using (trial_id)
                        join run_experiment e on e.run_id = t.run_id and e.position = t.position
                        left join run_role h on h.run_id = t.run_id and h.position = t.position and h.role = a.role
                        join run r on r.run_id = t.run_id
                        where a.state = 'waiting' and a.published_at < now() - :after and r.state = 'running'
                          and greatest(a.published_at, a.released_at)
                              < now() - greatest(:after, coalesce(h.timeout_seconds, e.timeout_seconds) * :timeouts * interval '1 second')
                          and (a.published_at, a.attempt_id) > (:published_at, :attempt_id)
                        order by a.published_at, a.attempt_id
                        limit :limit""")
                .bind("after", stalledAfter)
                .bind("timeouts", TIMEOUTS)
                .bind("published_at", after.publishedAt())
                .bind("attempt_id", after.attemptId())
                .bind("limit", AT_ONCE)
                .map((row, context) -> new Silent(
                        new Place(
                                row.getObject("published_at", OffsetDateTime.class),
                                row.getObject("attempt_id", UUID.class)),
                        row.getInt("dispatch_number")))
                .list());
    }
}
