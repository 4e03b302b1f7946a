package dev.assay.llm.publish;

import dev.assay.contracts.event.AttemptGenerated;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.Help;
import dev.assay.contracts.json.AssayJson;
import dev.assay.llm.WorkerConfig;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The ledger's rows whose event is not known to be out. */
@Singleton
class Outbox {

    /** Outcomes are up to 4 MiB each; this much is held in memory at once, or one. */
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    private static final int BATCH_ROWS = 64;

    private final Jdbi jdbi;
    private final WorkerConfig config;

    Outbox(Jdbi jdbi, WorkerConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /** The next events, oldest first. Other workers leave them alone for {@link WorkerConfig#publishHold}. */
    List<AttemptGenerated> take() {
        List<UUID> next = jdbi.withHandle(handle -> handle.createQuery("""
                        select attempt_id from (
                            select attempt_id, row_number() over place as row,
                                sum(octet_length(outcome)) over place as bytes
                            from ledger
                            where state = 'ended' and published_at is null and publish_after <= now()
                            window place as (order by ended_at, attempt_id)
                            order by ended_at, attempt_id limit :rows) waiting
                        where bytes <= :bytes or row = 1
                        """)
                .bind("rows", BATCH_ROWS)
                .bind("bytes", BATCH_BYTES)
                .mapTo(UUID.class)
                .list());
        return next.isEmpty() ? List.of() : hold(next);
    }

    private List<AttemptGenerated> hold(List<UUID> attemptIds) {
        return jdbi
                .withHandle(handle -> handle.createQuery("""
                                update ledger set publish_after = now() + :hold_ms * interval '1 millisecond'
                                where attempt_id in (
                                    select attempt_id from ledger
                                    where attempt_id = any(:attempt_ids) and state = 'ended'
                                    and published_at is null and publish_after <= now()
                                    for update skip locked)
                                returning dispatch_number, request, outcome
                                """)
                        .bind("hold_ms", config.publishHold().toMillis())
                        .bindArray("attempt_ids", UUID.class, attemptIds)
                        .map(Outbox::event)
                        .list())
                .stream()
                .sorted(Comparator.comparing(
                        event -> attemptIds.indexOf(event.attempt().attemptId())))
                .toList();
    }

    private static AttemptGenerated event(RowView row) {
        GenerateAttempt request = AssayJson.read(row.getColumn("request", byte[].class), GenerateAttempt.class);
        return new AttemptGenerated(
                request.attempt().dispatched(row.getColumn("dispatch_number", Integer.class)),
                request.problem(),
                AssayJson.read(row.getColumn("outcome", byte[].class), GenerationOutcome.class),
                request.feedback(),
                request.help().map(Help::role));
    }

    /** Marks events as out, except those whose dispatch number has risen since: they go out again under it. */
    void published(List<AttemptGenerated> events) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update ledger l set published_at = now()
                        from unnest(:attempt_ids::uuid[], :dispatch_numbers::int[]) as e (attempt_id, dispatch_number)
                        where l.attempt_id = e.attempt_id and l.dispatch_number = e.dispatch_number
                        and l.state = 'ended'
                        """)
                .bindArray(
                        "attempt_ids",
                        UUID.class,
                        events.stream()
                                .map(event -> event.attempt().attemptId())
                                .toList())
                .bindArray(
                        "dispatch_numbers",
                        Integer.class,
                        events.stream()
                                .map(event -> event.attempt().dispatchNumber())
                                .toList())
                .execute());
    }
}
