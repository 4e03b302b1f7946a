package dev.assay.llm.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.event.GenerationOutcome;
import dev.assay.contracts.event.WithheldReason;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.llm.WorkerConfig;
import dev.assay.llm.account.Accounts;
import dev.assay.llm.account.Purse;
import dev.assay.llm.call.CallFailure;
import dev.assay.llm.limit.ProviderLimits;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/**
 * Decides which calls are made: one worker at a time for a model and for its provider, in a short transaction that counts
 * what is in flight, keeps to what the provider takes, leases rows and reserves money. So neither a model's concurrency,
 * nor a provider's limits, nor an account's are ever overshot.
 */
@Singleton
public class Claims {

    private static final TypeReference<List<CallRetry>> RETRIES = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final ProviderLimits limits;
    private final Accounts accounts;
    private final Endings endings;
    private final WorkerId worker;
    private final WorkerConfig config;

    Claims(Jdbi jdbi, ProviderLimits limits, Accounts accounts, Endings endings, WorkerId worker, WorkerConfig config) {
        this.jdbi = jdbi;
        this.limits = limits;
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
            ProviderLimits.Turn turn = limits.begin(handle, modelKey);
            Set<UUID> rows = lockRows(handle, offers);
            Map<String, Purse> purses =
                    accounts.lock(handle, offers.stream().map(Offer::accountId).collect(Collectors.toSet()));
            List<Offer> chosen = new ArrayList<>();
            int ended = 0;
            for (Offer offer : offers) {
                boolean room = inFlight + chosen.size() < offer.maxConcurrency() && turn.hasRoom(offer.tokens());
                Purse purse = purses.get(offer.accountId());
                if (!room || purse == null || !rows.contains(offer.attemptId())) {
                    continue;
                }
                if (purse.hold(offer.worstUsd())) {
                    turn.begun(offer.tokens());
                    chosen.add(offer);
                } else {
                    ended += refuse(handle, offer, purse);
                }
            }
            purses.values().stream()
                    .filter(purse -> purse.held().signum() > 0)
                    .forEach(purse -> accounts.reserve(handle, purse));
            turn.end();
            return new Claimed(chosen.isEmpty() ? List.of() : lease(handle, chosen, turn.provider()), ended);
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

    private List<Claim> lease(Handle handle, List<Offer> offers, String provider) {
        return handle.createQuery("""
                        update ledger l set state = 'calling', lease_id = o.lease_id, worker_id = :worker_id,
                            lease_until = clock_timestamp() + :lease_ms * interval '1 millisecond',
                            calls = calls + 1, first_call_at = coalesce(first_call_at, clock_timestamp()),
                            reserved_usd = coalesce(o.reserved_usd::numeric, 0),
                            priced = o.reserved_usd is not null, request_hash = o.request_hash, provider = :provider
                        from unnest(
                            :attempt_ids::uuid[], :lease_ids::uuid[], :reserved_usds::text[], :request_hashes::text[])
                            as o (attempt_id, lease_id, reserved_usd, request_hash)
                        where l.attempt_id = o.attempt_id
                        returning l.attempt_id, l.lease_id, l.account_id, l.reserved_usd, l.priced, calls, retries,
                            clock_timestamp() as claimed_at,
                            (extract(epoch from clock_timestamp() - first_call_at) * 1000)::bigint as elapsed_ms
                        """)
                .bind("worker_id", worker.value())
                .bind("lease_ms", config.leaseDuration().toMillis())
                .bind("provider", provider)
                .bindArray("attempt_ids", UUID.class, column(offers, Offer::attemptId))
                .bindArray("lease_ids", UUID.class, column(offers, offer -> UUID.randomUUID()))
                .bindArray(
                        "reserved_usds",
                        String.class,
                        column(
                                offers,
                                offer -> offer.worstUsd()
                                        .map(BigDecimal::toPlainString)
                                        .orElse(null)))
                .bindArray("request_hashes", String.class, column(offers, Offer::requestHash))
                .map(Claims::claimed)
                .list();
    }

    private static <T> List<T> column(List<Offer> offers, Function<Offer, T> value) {
        return offers.stream().map(value).toList();
    }

    private static Claim claimed(RowView row) {
        return new Claim(
                row.getColumn("attempt_id", UUID.class),
                row.getColumn("lease_id", UUID.class),
                row.getColumn("account_id", String.class),
                reserved(row),
                row.getColumn("claimed_at", OffsetDateTime.class).toInstant(),
                row.getColumn("calls", Integer.class),
                Duration.ofMillis(Math.max(0, row.getColumn("elapsed_ms", Long.class))),
                retries(row.getColumn("retries", String.class)));
    }

    static Optional<BigDecimal> reserved(RowView row) {
        return row.getColumn("priced", Boolean.class)
                ? Optional.of(row.getColumn("reserved_usd", BigDecimal.class))
                : Optional.empty();
    }

    private static List<CallRetry> retries(String json) {
        try {
            return AssayJson.events().readValue(json, RETRIES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says why there is no money for a call; returns how many calls ended by it. */
    private int refuse(Handle handle, Offer offer, Purse purse) {
        return switch (purse.account().state()) {
            case PAUSED -> 0;
            case CANCELLED -> end(handle, offer, new GenerationOutcome.Withheld(WithheldReason.CANCELLED));
            case OPEN -> refuseForMoney(handle, offer, purse);
        };
    }

    private int refuseForMoney(Handle handle, Offer offer, Purse purse) {
        if (offer.worstUsd().isEmpty()) {
            CallFailure failure = CallFailure.free(
                    CallFailure.Kind.INVALID_REQUEST, "a limit was set and the model has no price: give it one");
            return end(handle, offer, new GenerationOutcome.Failed(failure.toStageError()));
        }
        if (purse.fitsOnceOthersAreSettled(offer.worstUsd().get())) {
            letWait(handle, offer);
            return 0;
        }
        return end(handle, offer, new GenerationOutcome.Withheld(WithheldReason.BUDGET_EXHAUSTED));
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
