package dev.assay.llm.account;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The journal of money: what each call cost, and what it may have cost where its answer was lost. */
@Singleton
public class Charges {

    private static final String KNOWN = "known";
    private static final String PRESUMED = "presumed";
    private static final String UNKNOWN = "unknown";

    /** Gives back what was held for a call, and writes what it cost into journal and account. */
    public void settle(Handle handle, Billed call, Charge charge) {
        BigDecimal held = call.reservedUsd().orElse(BigDecimal.ZERO);
        switch (charge) {
            case Charge.Nothing() -> change(handle, call.accountId(), held, BigDecimal.ZERO, BigDecimal.ZERO);
            case Charge.Known(BigDecimal usd) -> {
                enter(handle, call, KNOWN, Optional.of(usd));
                change(handle, call.accountId(), held, usd, BigDecimal.ZERO);
            }
            case Charge.Presumed() -> {
                enter(handle, call, call.reservedUsd().isPresent() ? PRESUMED : UNKNOWN, call.reservedUsd());
                change(handle, call.accountId(), held, BigDecimal.ZERO, held);
            }
            case Charge.Unknown() -> {
                enter(handle, call, UNKNOWN, Optional.empty());
                change(handle, call.accountId(), held, BigDecimal.ZERO, BigDecimal.ZERO);
            }
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
            change(handle, call.accountId(), BigDecimal.ZERO, usd, amount.negate());
        });
    }

    private static void know(Handle handle, UUID leaseId, BigDecimal usd) {
        handle.createUpdate("""
                        update charge set certainty = 'known', amount_usd = :usd where lease_id = :lease_id
                        """).bind("lease_id", leaseId).bind("usd", usd).execute();
    }

    private static void enter(Handle handle, Billed call, String certainty, Optional<BigDecimal> usd) {
        handle.createUpdate("""
                        insert into charge
                            (lease_id, attempt_id, account_id, experiment_id, model_key, certainty, amount_usd)
                        select :lease_id, attempt_id, :account_id, experiment_id, model_key, :certainty, :usd
                        from ledger where attempt_id = :attempt_id
                        """)
                .bind("lease_id", call.leaseId())
                .bind("attempt_id", call.attemptId())
                .bind("account_id", call.accountId())
                .bind("certainty", certainty)
                .bind("usd", usd.orElse(null))
                .execute();
    }

    private static void change(
            Handle handle, String accountId, BigDecimal heldUsd, BigDecimal spentUsd, BigDecimal presumedUsd) {
        handle.createUpdate("""
                        with changed as (
                            update account
                            set reserved_usd = reserved_usd - :held_usd, spent_usd = spent_usd + :spent_usd,
                                presumed_usd = presumed_usd + :presumed_usd
                            where account_id = :account_id
                            returning account_id, limit_usd, spent_usd + presumed_usd as used_usd)
                        """ + Warnings.NOTE_REACHED)
                .bind("account_id", accountId)
                .bind("held_usd", heldUsd)
                .bind("spent_usd", spentUsd)
                .bind("presumed_usd", presumedUsd)
                .execute();
    }
}
