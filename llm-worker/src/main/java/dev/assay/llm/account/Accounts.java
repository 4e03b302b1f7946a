package dev.assay.llm.account;

import dev.assay.contracts.account.Account;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The accounts: who may spend how much, what is held for calls in flight, and what is spent. All money in USD. */
@Singleton
public class Accounts {

    private final Jdbi jdbi;

    Accounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Sets state and limit, making the account where it is new; doing so twice changes nothing. */
    Account set(String accountId, Account.Setting setting) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into account (account_id, state, limit_usd)
                        values (:account_id, :state, :limit_usd)
                        on conflict (account_id) do update
                        set state = excluded.state, limit_usd = excluded.limit_usd, changed_at = now()
                        returning account_id, state, limit_usd, reserved_usd, spent_usd
                        """)
                .bind("account_id", accountId)
                .bind("state", code(setting.state()))
                .bind("limit_usd", setting.limitUsd().orElse(null))
                .map(Accounts::account)
                .one());
    }

    /** The account, if it is known. */
    Optional<Account> find(String accountId) {
        return jdbi.withHandle(handle -> find(handle, accountId));
    }

    /** As {@link #find(String)}, within a transaction. */
    public Optional<Account> find(Handle handle, String accountId) {
        return handle.createQuery("""
                        select account_id, state, limit_usd, reserved_usd, spent_usd
                        from account where account_id = :account_id
                        """)
                .bind("account_id", accountId)
                .map(Accounts::account)
                .findOne();
    }

    /** Locks accounts in the one order that everybody keeps, before several of them are changed. */
    public void lock(Handle handle, Collection<String> accountIds) {
        handle.createQuery("""
                        select account_id from account
                        where account_id = any(:account_ids) order by account_id for update
                        """)
                .bindArray("account_ids", String.class, List.copyOf(accountIds))
                .mapTo(String.class)
                .list();
    }

    /**
     * Holds money for a call, if the account is open and has it.
     *
     * @param worstUsd the most that the call can cost; absent where no price is known, which only an account without a
     *     limit may pay
     * @return whether it is held
     */
    public boolean reserve(Handle handle, String accountId, Optional<BigDecimal> worstUsd) {
        return handle.createUpdate("""
                                update account set reserved_usd = reserved_usd + coalesce(:worst_usd, 0)
                                where account_id = :account_id and state = 'open'
                                and (limit_usd is null or spent_usd + reserved_usd + :worst_usd <= limit_usd)
                                """)
                        .bind("account_id", accountId)
                        .bind("worst_usd", worstUsd.orElse(null))
                        .execute()
                == 1;
    }

    /** Gives back what was held for a call and pays what it cost. */
    public void settle(Handle handle, String accountId, BigDecimal reservedUsd, BigDecimal costUsd) {
        handle.createUpdate("""
                        update account
                        set reserved_usd = reserved_usd - :reserved_usd, spent_usd = spent_usd + :cost_usd
                        where account_id = :account_id
                        """)
                .bind("account_id", accountId)
                .bind("reserved_usd", reservedUsd)
                .bind("cost_usd", costUsd)
                .execute();
    }

    private static Account account(RowView row) {
        return new Account(
                row.getColumn("account_id", String.class),
                Account.State.valueOf(row.getColumn("state", String.class).toUpperCase(java.util.Locale.ROOT)),
                Optional.ofNullable(row.getColumn("limit_usd", BigDecimal.class)),
                row.getColumn("reserved_usd", BigDecimal.class),
                row.getColumn("spent_usd", BigDecimal.class));
    }

    private static String code(Account.State state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
