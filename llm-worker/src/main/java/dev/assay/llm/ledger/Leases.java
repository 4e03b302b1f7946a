package dev.assay.llm.ledger;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.llm.WorkerConfig;
import dev.assay.llm.account.Charge;
import dev.assay.llm.call.CallFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * The leases of claimed calls, by the database's clock. A call whose lease runs out is lost: its
 * reserved worst case counts as spent, since nobody knows what became of it, and it is made again.
 */
@Singleton
public class Leases {

    private static final String COLUMNS = "attempt_id, lease_id, account_id, reserved_usd, priced, calls";

    private final Jdbi jdbi;
    private final Endings endings;
    private final WorkerId worker;
    private final WorkerConfig config;

    Leases(Jdbi jdbi, Endings endings, WorkerId worker, WorkerConfig config) {
        this.jdbi = jdbi;
        this.endings = endings;
        this.worker = worker;
        this.config = config;
    }

    /** Renews leases; returns how many still held. */
    public int renew(Collection<UUID> leaseIds) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update ledger set lease_until = clock_timestamp() + :lease_ms * interval '1 millisecond'
                        where attempt_id in (
                            select attempt_id from ledger where state = 'calling' and lease_id = any(:lease_ids)
                            order by attempt_id for update)
                        """)
                .bind("lease_ms", config.leaseDuration().toMillis())
                .bindArray("lease_ids", UUID.class, List.copyOf(leaseIds))
                .execute());
    }

    /** Takes calls back whose lease ran out, at most a hundred; returns how many. */
    public int takeBackLost() {
        return jdbi.inTransaction(handle -> takeBack(
                handle, handle.createQuery("select " + COLUMNS + """
                         from ledger where state = 'calling' and lease_until < now()
                        order by attempt_id limit 100 for update skip locked
                        """), "the worker that made the call is gone"));
    }

    /** Takes back the calls that this worker had in flight when it was killed; to be called before it makes new ones. */
    public int takeBackOwn() {
        return jdbi.inTransaction(handle -> takeBack(
                handle,
                handle.createQuery("select " + COLUMNS + """
                                 from ledger where state = 'calling' and worker_id = :worker_id
                                order by attempt_id for update skip locked
                                """).bind("worker_id", worker.value()),
                "the worker was stopped in the middle of the call"));
    }

    /** Takes back calls of a worker that goes and cannot finish them. */
    public int handBack(Collection<UUID> leaseIds) {
        return jdbi.inTransaction(handle -> takeBack(
                handle,
                handle.createQuery("select " + COLUMNS + """
                                 from ledger where state = 'calling' and lease_id = any(:lease_ids)
                                order by attempt_id for update
                                """).bindArray("lease_ids", UUID.class, List.copyOf(leaseIds)),
                "the worker that made the call was stopped"));
    }

    private int takeBack(Handle handle, Query lost, String why) {
        List<Claim> claims = lost.map(row -> new Claim(
                        row.getColumn("attempt_id", UUID.class),
                        row.getColumn("lease_id", UUID.class),
                        row.getColumn("account_id", String.class),
                        Claims.reserved(row),
                        Instant.EPOCH,
                        row.getColumn("calls", Integer.class),
                        Duration.ZERO,
                        List.of()))
                .list();
        claims.stream().sorted(Comparator.comparing(Claim::accountId)).forEach(claim -> takeBack(handle, claim, why));
        return claims.size();
    }

    /** Bounded, in case it is the call that takes the worker down. */
    private void takeBack(Handle handle, Claim claim, String why) {
        CallFailure failure = CallFailure.perhapsCharged(CallFailure.Kind.CALL_LOST, why);
        if (claim.calls() > config.retry().max()) {
            GenerationOutcome outcome = new GenerationOutcome.Failed(failure.toStageError());
            endings.end(handle, List.of(new Ending(claim, outcome, new Charge.Presumed())));
        } else {
            CallRetry retry = new CallRetry(Instant.now(), failure.kind().code(), why, 0);
            endings.retry(handle, claim, retry, new Charge.Presumed());
        }
    }
}
