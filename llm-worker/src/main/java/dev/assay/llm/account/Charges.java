package dev.assay.llm.account;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The journal of money: what each call cost, and what it may have cost where its answer was lost. */
@Singleton
public class Charges {

    private static final String KNOWN = "known";
    private static final String PRESUMED = "presumed";
    private static final String UNKNOWN = "unknown";

    /**
     * Gives back what was held for calls, and writes what they cost into journal and accounts: one change an account, in the
     * order of their ids.
     */
    public void settle(Handle handle, List<Settlement> settlements) {
        enter(handle, settlements);
        Map<String, Change> changes = new TreeMap<>();
        settlements.forEach(one -> changes.merge(one.call().accountId(), Change.of(one), Change::and));
        changes.forEach((accountId, change) -> change(handle, accountId, change));
    }

    /** What changes of an account, in USD. */
    private record Change(BigDecimal released, BigDecimal spent, BigDecimal presumed) {

        static Change of(Settlement settlement) {
            BigDecimal held = settlement.call().reservedUsd().orElse(BigDecimal.ZERO);
            return switch (settlement.charge()) {
                case Charge.Nothing(), Charge.Unknown() -> new Change(held, BigDecimal.ZERO, BigDecimal.ZERO);
                case Charge.Known(BigDecimal usd) -> new Change(held, usd, BigDecimal.ZERO);
                case Charge.Presumed() -> new Change(held, BigDecimal.ZERO, held);
            };
        }

        Change and(Change other) {
            return new Change(released.add(other.released), spent.add(other.spent), presumed.add(other.presumed));
        }
    }

    /**
     * Replaces a presumption by what became known after all: a worker that lost its lease still hears what came of its
     * call.
     */
    public void correct(Handle handle, Billed call, BigDecimal usd) {
        Optional<BigDecimal> presumed = handle.createQuery("""
                        select amount_usd from charge where lease_id = :lease_id and certainty = 'presumed' for update
                        """)
                .bind("lease_id", call.leaseId())
                .mapTo(BigDecimal.class)
                .findOne();
        presumed.ifPresent(amount -> {
            know(handle, call.leaseId(), usd);
            change(handle, call.accountId(), new Change(BigDecimal.ZERO, usd, amount.negate()));
        });
    }

    private static void know(Handle handle, UUID leaseId, BigDecimal usd) {
        handle.createUpdate("""
                        update charge set certainty = 'known', amount_usd = :usd where lease_id = :lease_id
                        """).bind("lease_id", leaseId).bind("usd", usd).execute();
    }

    private static void enter(Handle handle, List<Settlement> settlements) {
        PreparedBatch batch = handle.prepareBatch("""
                insert into charge (lease_id, attempt_id, account_id, experiment_id, model_key, certainty, amount_usd)
                select :lease_id, attempt_id, :account_id, experiment_id, model_key, :certainty, :usd
                from ledger where attempt_id = :attempt_id
                """);
        settlements.forEach(one -> certainty(one)
                .ifPresent(certainty -> batch.bind("lease_id", one.call().leaseId())
                        .bind("attempt_id", one.call().attemptId())
                        .bind("account_id", one.call().accountId())
                        .bind("certainty", certainty)
                        .bind("usd", amount(one).orElse(null))
                        .add()));
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /** Absent where there is nothing to enter. */
    private static Optional<String> certainty(Settlement settlement) {
        return switch (settlement.charge()) {
            case Charge.Nothing() -> Optional.empty();
            case Charge.Known known -> Optional.of(KNOWN);
            case Charge.Presumed() ->
                Optional.of(settlement.call().reservedUsd().isPresent() ? PRESUMED : UNKNOWN);
            case Charge.Unknown() -> Optional.of(UNKNOWN);
        };
    }

    private static Optional<BigDecimal> amount(Settlement settlement) {
        return switch (settlement.charge()) {
            case Charge.Known(BigDecimal usd) -> Optional.of(usd);
            case Charge.Presumed() -> settlement.call().reservedUsd();
            case Charge.Nothing(), Charge.Unknown() -> Optional.empty();
        };
    }

    private static void change(Handle handle, String accountId, Change change) {
        handle.createUpdate("""
                        with changed as (
                            update account
                            set reserved_usd = reserved_usd - :held_usd, spent_usd = spent_usd + :spent_usd,
                                presumed_usd = presumed_usd + :presumed_usd
                            where account_id = :account_id
                            returning account_id, limit_usd, spent_usd + presumed_usd as used_usd)
                        """ + Warnings.NOTE_REACHED)
                .bind("account_id", accountId)
                .bind("held_usd", change.released())
                .bind("spent_usd", change.spent())
                .bind("presumed_usd", change.presumed())
                .execute();
    }
}
