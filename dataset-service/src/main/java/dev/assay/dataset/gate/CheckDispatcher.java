package dev.assay.dataset.gate;

import dev.assay.contracts.Topics;
import dev.assay.contracts.event.CheckRequested;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.dataset.catalog.ProblemRows;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.event.EventPublisher;
import dev.assay.frame.event.EventPublisher.Keyed;
import dev.assay.frame.loop.Loop;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Sends open checks to the executors, a window of them at a time, so that answers to a running benchmark need not wait
 * behind a whole data set. A replica leases what it sends; a check that stays without an answer is sent again.
 */
@ApplicationScoped
class CheckDispatcher {

    private static final Logger LOG = Logger.getLogger(CheckDispatcher.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 50;

    private final Jdbi jdbi;
    private final EventPublisher checks;
    private final GateSettings settings;
    private final Loop loop;

    CheckDispatcher(
            Jdbi jdbi,
            @Channel("check") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 256)
                    MutinyEmitter<byte[]> emitter,
            GateSettings settings,
            Drain drain) {
        this.jdbi = jdbi;
        this.checks = new EventPublisher(emitter, Topics.CHECK, "dataset-service");
        this.settings = settings;
        this.loop = new Loop("gate-dispatcher", INTERVAL, drain, this::dispatch);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void wake() {
        loop.wake();
    }

    private boolean dispatch() {
        List<CheckRequested> due = jdbi.inTransaction(this::lease);
        if (due.isEmpty()) {
            return false;
        }
        checks.publish(
                due.stream().map(check -> new Keyed(check.checkId(), check)).toList());
        markPublished(due.stream().map(CheckRequested::checkId).toList());
        LOG.debugf("gate: %d checks sent", due.size());
        return due.size() == AT_ONCE;
    }

    /** Oldest content first; within it references first, since what they use calibrates the others. */
    private List<CheckRequested> lease(Handle handle) {
        int room = Math.min(AT_ONCE, settings.window() - inFlight(handle));
        if (room <= 0) {
            return List.of();
        }
        return handle.createQuery("""
                        with due as (
                            select c.check_id
                            from gate_check c join content v using (version)
                            where c.settled_at is null
                              and c.not_before <= now()
                              and (c.leased_until is null or c.leased_until < now())
                              and (c.published_at is null or c.published_at < now() - :patience::interval)
                            order by v.created_at, v.version, c.kind <> 'reference', c.ordinal, c.candidate
                            limit :room
                            for update of c skip locked
                        ), leased as (
                            update gate_check c
                            set leased_until = now() + :lease::interval
                            from due
                            where c.check_id = due.check_id
                            returning c.*
                        )
                        select l.check_id, l.version, l.problem_id, l.candidate, l.form, l.answer, l.language, v.task_type,
                               p.public_hash, p.oracle_hash,
                               (select min(d.dataset_id) from dataset d where d.version = l.version) as dataset_id
                        from leased l join content v using (version) join problem p using (version, ordinal)
                        """)
                .bind("patience", settings.patience().toString())
                .bind("lease", settings.lease().toString())
                .bind("room", room)
                .map(CheckDispatcher::read)
                .list();
    }

    private int inFlight(Handle handle) {
        return handle.createQuery("""
                        select count(*) from gate_check
                        where settled_at is null
                          and (leased_until > now() or published_at > now() - :patience::interval)
                        """)
                .bind("patience", settings.patience().toString())
                .mapTo(Integer.class)
                .one();
    }

    /** Only what is still leased: an answer may have been quicker than this. */
    private void markPublished(List<UUID> ids) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update gate_check set published_at = now(), leased_until = null
                        where check_id = any(:ids) and settled_at is null and leased_until is not null
                        """).bindArray("ids", UUID.class, ids).execute());
    }

    private static CheckRequested read(ResultSet row, StatementContext context) throws SQLException {
        return new CheckRequested(
                row.getObject("check_id", UUID.class),
                ProblemRows.ref(row),
                row.getString("candidate"),
                AnswerForm.of(row.getString("form")),
                AssayJson.read(row.getString("answer"), String.class),
                Optional.ofNullable(row.getString("language")));
    }
}
