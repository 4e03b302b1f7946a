package dev.assay.llm.ledger;

import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.account.Charge;
import dev.assay.llm.account.Charges;
import dev.assay.llm.account.Settlement;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Writes what came of calls. Each change holds only for who has the right to it, so its row count decides; row and
 * account change in one transaction.
 */
@Singleton
public class Endings {

    private final Jdbi jdbi;
    private final Charges charges;

    Endings(Jdbi jdbi, Charges charges) {
        this.jdbi = jdbi;
        this.charges = charges;
    }

    /** Ends an attempt whose call was never claimed; false where somebody was quicker. */
    public boolean endQueued(UUID attemptId, GenerationOutcome outcome, Optional<String> requestHash) {
        return jdbi.inTransaction(handle -> endQueued(handle, attemptId, outcome, requestHash));
    }

    /** As {@link #endQueued(UUID, GenerationOutcome, Optional)}, within a transaction. */
    boolean endQueued(Handle handle, UUID attemptId, GenerationOutcome outcome) {
        return endQueued(handle, attemptId, outcome, Optional.empty());
    }

    private static boolean endQueued(
            Handle handle, UUID attemptId, GenerationOutcome outcome, Optional<String> requestHash) {
        return handle.createUpdate("""
                                update ledger set state = 'ended', outcome = :outcome, outcome_type = :outcome_type,
                                    cached_from = :cached_from, request_hash = coalesce(:request_hash, request_hash),
                                    ended_at = now(), publish_after = now(), published_at = null
                                where attempt_id = :attempt_id and state = 'queued'
                                """)
                        .bind("attempt_id", attemptId)
                        .bind("outcome", AssayJson.writeBytes(outcome))
                        .bind("outcome_type", typeOf(outcome))
                        .bind("cached_from", cachedFrom(outcome).orElse(null))
                        .bind("request_hash", requestHash.orElse(null))
                        .execute()
                == 1;
    }

    /**
     * Stores what came of claimed calls and pays for them, in one transaction; says of each whether its lease still held.
     * Where it did not, nothing changes.
     */
    List<Boolean> end(List<Ending> ended) {
        return jdbi.inTransaction(handle -> end(handle, ended));
    }

    List<Boolean> end(Handle handle, List<Ending> ended) {
        PreparedBatch batch = handle.prepareBatch("""
                update ledger set state = 'ended', outcome = :outcome, outcome_type = :outcome_type,
                    lease_id = null, lease_until = null, reserved_usd = null,
                    output_tokens = :output_tokens, reasoning_tokens = :reasoning_tokens,
                    ended_at = now(), publish_after = now(), published_at = null
                where attempt_id = :attempt_id and state = 'calling' and lease_id = :lease_id
                """);
        ended.forEach(ending -> add(batch, ending));
        int[] rows = batch.execute();
        List<Settlement> settlements = IntStream.range(0, rows.length)
                .filter(at -> rows[at] == 1)
                .mapToObj(ended::get)
                .map(ending -> new Settlement(ending.claim().billed(), ending.charge()))
                .toList();
        charges.settle(handle, settlements);
        return IntStream.of(rows).mapToObj(count -> count == 1).toList();
    }

    private static void add(PreparedBatch batch, Ending ending) {
        Optional<Usage> usage = usageOf(ending.outcome());
        batch.bind("attempt_id", ending.claim().attemptId())
                .bind("lease_id", ending.claim().leaseId())
                .bind("outcome", AssayJson.writeBytes(ending.outcome()))
                .bind("outcome_type", typeOf(ending.outcome()))
                .bind("output_tokens", usage.map(Usage::outputTokens).orElse(null))
                .bind("reasoning_tokens", usage.map(Usage::reasoningTokens).orElse(null))
                .add();
    }

    /** Queues a claimed call again and pays for the failed one; false where the lease was lost. */
    public boolean retry(Claim claim, CallRetry retry, Charge charge) {
        return jdbi.inTransaction(handle -> retry(handle, claim, retry, charge));
    }

    boolean retry(Handle handle, Claim claim, CallRetry retry, Charge charge) {
        boolean mine = handle.createUpdate("""
                                update ledger set state = 'queued',
                                    not_before = clock_timestamp() + :delay_ms * interval '1 millisecond',
                                    retries = retries || :retry::jsonb,
                                    lease_id = null, lease_until = null, reserved_usd = null
                                where attempt_id = :attempt_id and state = 'calling' and lease_id = :lease_id
                                """)
                        .bind("attempt_id", claim.attemptId())
                        .bind("lease_id", claim.leaseId())
                        .bind("delay_ms", retry.delayMs())
                        .bind("retry", AssayJson.write(retry))
                        .execute()
                == 1;
        if (mine) {
            charges.settle(handle, List.of(new Settlement(claim.billed(), charge)));
        }
        return mine;
    }

    /** Corrects what was presumed of a call whose lease was lost, now that it is known. */
    public void correct(Claim claim, BigDecimal usd) {
        jdbi.useTransaction(handle -> charges.correct(handle, claim.billed(), usd));
    }

    private static String typeOf(GenerationOutcome outcome) {
        return switch (outcome) {
            case GenerationOutcome.Answered _ -> "answered";
            case GenerationOutcome.Failed _ -> "failed";
            case GenerationOutcome.Withheld _ -> "withheld";
        };
    }

    /** What an answer's provider counted. */
    private static Optional<Usage> usageOf(GenerationOutcome outcome) {
        return switch (outcome) {
            case GenerationOutcome.Answered(var generation) ->
                Optional.of(generation.usage()).filter(usage -> usage.total() > 0);
            case GenerationOutcome.Failed _, GenerationOutcome.Withheld _ -> Optional.empty();
        };
    }

    private static Optional<UUID> cachedFrom(GenerationOutcome outcome) {
        return switch (outcome) {
            case GenerationOutcome.Answered(var generation) -> generation.cachedFrom();
            case GenerationOutcome.Failed _, GenerationOutcome.Withheld _ -> Optional.empty();
        };
    }
}
