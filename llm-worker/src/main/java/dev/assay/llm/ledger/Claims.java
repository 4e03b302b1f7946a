package dev.assay.llm.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.account.Account;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.llm.WorkerConfig;
import dev.assay.llm.account.Accounts;
import dev.assay.llm.call.CallFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Decides which calls are made: one worker at a time for a model, in a short transaction that counts what is in flight,
 * leases rows and reserves money. So neither a model's concurrency nor an account's limit is ever overshot.
 */
@Singleton
public class Claims {

    private static final TypeReference<List<CallRetry>> RETRIES = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Endings endings;
    private final WorkerId worker;
    private final WorkerConfig config;

    Claims(Jdbi jdbi, Accounts accounts, Endings endings, WorkerId worker, WorkerConfig config) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.endings = endings;
        this.worker = worker;
        this.config = config;
    }

    /**
     * What was claimed.
     *
     * @param ended calls that will not be made, and whose event is to be published
     */
    public record Claimed(List<Claim> claims, int ended) {}

    /** Claims what it can of the offers for one model, in their order. */
    public Claimed claim(String modelKey, List<Offer> offers) {
        return jdbi.inTransaction(handle -> {
            if (!lockModel(handle, modelKey)) {
                return new Claimed(List.of(), 0);
            }
            int inFlight = inFlight(handle, modelKey);
            Set<UUID> rows = lockRows(handle, offers);
            accounts.lock(handle, offers.stream().map(Offer::accountId).collect(Collectors.toSet()));
            List<Claim> claims = new ArrayList<>();
            int ended = 0;
            for (Offer offer : offers) {
                boolean room = inFlight + claims.size() < offer.maxConcurrency();
                if (!room || !rows.contains(offer.attemptId())) {
                    continue;
                }
                if (accounts.reserve(handle, offer.accountId(), offer.worstUsd())) {
                    claims.add(lease(handle, offer));
                } else {
                    ended += refuse(handle, offer);
                }
            }
            return new Claimed(claims, ended);
        });
    }

    /** Advisory locks are the whole database's: the name keeps this one apart from other services'. */
    private static boolean lockModel(Handle handle, String modelKey) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "llm.claim|" + modelKey)
                .mapTo(Boolean.class)
                .one();
    }

    private static int inFlight(Handle handle, String modelKey) {
        return handle.createQuery("""
                        select count(*) from ledger
                        where model_key = :model_key and state = 'calling' and lease_until > now()
                        """)
                .bind("model_key", modelKey)
                .mapTo(Integer.class)
                .one();
    }

    private static Set<UUID> lockRows(Handle handle, List<Offer> offers) {
        return handle.createQuery("""
                        select attempt_id from ledger
                        where attempt_id = any(:attempt_ids) and state = 'queued' and not_before <= now()
                        order by attempt_id for update skip locked
                        """)
                .bindArray(
                        "attempt_ids",
                        UUID.class,
                        offers.stream().map(Offer::attemptId).toList())
                .mapTo(UUID.class)
                .set();
    }

    private Claim lease(Handle handle, Offer offer) {
        UUID leaseId = UUID.randomUUID();
        BigDecimal reservedUsd = offer.worstUsd().orElse(BigDecimal.ZERO);
        return handle.createQuery("""
                        update ledger set state = 'calling', lease_id = :lease_id, worker_id = :worker_id,
                            lease_until = clock_timestamp() + :lease_ms * interval '1 millisecond',
                            calls = calls + 1, first_call_at = coalesce(first_call_at, clock_timestamp()),
                            reserved_usd = :reserved_usd, request_hash = :request_hash
                        where attempt_id = :attempt_id
                        returning calls, retries,
                            (extract(epoch from clock_timestamp() - first_call_at) * 1000)::bigint as elapsed_ms
                        """)
                .bind("lease_id", leaseId)
                .bind("worker_id", worker.value())
                .bind("lease_ms", config.leaseDuration().toMillis())
                .bind("reserved_usd", reservedUsd)
                .bind("request_hash", offer.requestHash())
                .bind("attempt_id", offer.attemptId())
                .map(row -> new Claim(
                        offer.attemptId(),
                        leaseId,
                        offer.accountId(),
                        reservedUsd,
                        row.getColumn("calls", Integer.class),
                        Duration.ofMillis(Math.max(0, row.getColumn("elapsed_ms", Long.class))),
                        retries(row.getColumn("retries", String.class))))
                .one();
    }

    private static List<CallRetry> retries(String json) {
        try {
            return AssayJson.events().readValue(json, RETRIES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says why there is no money for a call; returns how many calls ended by it. */
    private int refuse(Handle handle, Offer offer) {
        Optional<Account> account = accounts.find(handle, offer.accountId());
        if (account.isEmpty() || account.get().state() == Account.State.PAUSED) {
            return 0;
        }
        if (account.get().state() == Account.State.CANCELLED) {
            return end(handle, offer, new GenerationOutcome.Withheld(WithheldReason.CANCELLED));
        }
        if (offer.worstUsd().isEmpty()) {
            CallFailure failure = CallFailure.free(
                    CallFailure.Kind.INVALID_REQUEST, "a limit was set and the model has no price: give it one");
            return end(handle, offer, new GenerationOutcome.Failed(failure.toStageError()));
        }
        if (fitsOnceOthersAreSettled(account.get(), offer.worstUsd().get())) {
            letWait(handle, offer);
            return 0;
        }
        return end(handle, offer, new GenerationOutcome.Withheld(WithheldReason.BUDGET_EXHAUSTED));
    }

    /** What is held for calls in flight is the worst case; most of it comes back. */
    private static boolean fitsOnceOthersAreSettled(Account account, BigDecimal worstUsd) {
        return account.limitUsd()
                .map(limit -> account.spentUsd().add(worstUsd).compareTo(limit) <= 0)
                .orElse(true);
    }

    private void letWait(Handle handle, Offer offer) {
        handle.createUpdate("""
                        update ledger set not_before = now() + :delay_ms * interval '1 millisecond'
                        where attempt_id = :attempt_id
                        """)
                .bind("delay_ms", config.claimInterval().toMillis())
                .bind("attempt_id", offer.attemptId())
                .execute();
    }

    private int end(Handle handle, Offer offer, GenerationOutcome outcome) {
        return endings.endQueued(handle, offer.attemptId(), outcome) ? 1 : 0;
    }
}
