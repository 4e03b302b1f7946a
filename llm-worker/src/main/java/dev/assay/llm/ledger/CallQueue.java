package dev.assay.llm.ledger;

import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.json.AssayJson;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The ledger's calls that are yet to be made. Reading it locks nothing; {@link Claims} decides. */
@Singleton
public class CallQueue {

    private final Jdbi jdbi;

    CallQueue(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The models for which a call may be made now. */
    public List<ModelQueue> open() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select waiting.model_key, waiting.max_concurrency - (
                            select count(*) from ledger c where c.model_key = waiting.model_key
                            and c.state = 'calling' and c.lease_until > now()) as room
                        from (
                            select l.model_key, max(l.max_concurrency) as max_concurrency
                            from ledger l join account a using (account_id)
                            where l.state = 'queued' and l.not_before <= now() and a.state = 'open'
                            group by l.model_key) waiting
                        """)
                .map(row ->
                        new ModelQueue(row.getColumn("model_key", String.class), row.getColumn("room", Integer.class)))
                .filter(queue -> queue.room() > 0)
                .list());
    }

    /** The first calls of a model, in order of arrival. */
    public List<QueuedCall> head(String modelKey, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select l.attempt_id, l.request
                        from ledger l join account a using (account_id)
                        where l.model_key = :model_key and l.state = 'queued' and l.not_before <= now()
                        and a.state = 'open'
                        order by l.place limit :most
                        """)
                .bind("model_key", modelKey)
                .bind("most", most)
                .map(row -> new QueuedCall(
                        row.getColumn("attempt_id", UUID.class),
                        AssayJson.read(row.getColumn("request", byte[].class), GenerateAttempt.class)))
                .list());
    }

    /** Lets a call wait, without counting it as made. */
    public void defer(UUID attemptId, Duration delay) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update ledger set not_before = now() + :delay_ms * interval '1 millisecond'
                        where attempt_id = :attempt_id and state = 'queued'
                        """)
                .bind("attempt_id", attemptId)
                .bind("delay_ms", delay.toMillis())
                .execute());
    }

    /** Ends the queued calls of cancelled accounts; returns how many. */
    public int withholdCancelled() {
        GenerationOutcome withheld = new GenerationOutcome.Withheld(WithheldReason.CANCELLED);
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update ledger l set state = 'ended', outcome = :outcome, outcome_type = 'withheld',
                            ended_at = now(), publish_after = now(), published_at = null
                        where l.state = 'queued' and l.attempt_id in (
                            select q.attempt_id from ledger q join account a using (account_id)
                            where q.state = 'queued' and a.state = 'cancelled' limit 1000 for update of q skip locked)
                        """)
                .bind("outcome", AssayJson.writeBytes(withheld))
                .execute());
    }

    /** Those of the attempts whose call is yet to be made, or is being made. */
    List<UUID> waiting(List<UUID> attemptIds) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select attempt_id from ledger
                        where attempt_id = any(:attempt_ids) and state in ('queued', 'calling')
                        """)
                .bindArray("attempt_ids", UUID.class, attemptIds)
                .mapTo(UUID.class)
                .list());
    }

    /** Calls that wait, by model; for metrics. */
    public Map<String, Long> depth() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select model_key, count(*) as calls from ledger where state = 'queued' group by model_key")
                .map(row -> Map.entry(row.getColumn("model_key", String.class), row.getColumn("calls", Long.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
