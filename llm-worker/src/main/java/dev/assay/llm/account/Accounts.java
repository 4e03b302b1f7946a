package dev.assay.llm.account;

import dev.assay.contracts.account.Account;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** The accounts: who may spend how much, what is held for calls in flight, and what is spent or
 * may be. All money in USD. */
@Singleton
public class Accounts {

    private static final String SELECT = """
            select account_id, state, limit_usd, reserved_usd, spent_usd, presumed_usd,
            """ + Warnings.COLUMN + " from account ";

    private final Jdbi jdbi;

    Accounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Sets state and limit, making the account where it is new; doing so twice changes nothing. */
    Account set(String accountId, Account.Setting setting) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("""
                            insert into account (account_id, state, limit_usd)
                            values (:account_id, :state, :limit_usd)
                            on conflict (account_id) do update
                            set state = excluded.state, limit_usd = excluded.limit_usd, changed_at = now()
                            """)
                    .bind("account_id", accountId)
                    .bind("state", code(setting.state()))
                    .bind("limit_usd", setting.limitUsd().orElse(null))
                    .execute();
            Warnings.limitChanged(handle, accountId);
            return find(handle, accountId).orElseThrow();
        });
    }

    /** The account, if it is known. */
    Optional<Account> find(String accountId) {
        return jdbi.withHandle(handle -> find(handle, accountId));
    }

    private static Optional<Account> find(Handle handle, String accountId) {
        return handle.createQuery(SELECT + "where account_id = :account_id")
                .bind("account_id", accountId)
                .map(Accounts::account)
                .findOne();
    }

    /** Those that are known. */
    List<Account> findAll(Collection<String> accountIds) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + "where account_id = any(:account_ids) order by account_id")
                        .bindArray("account_ids", String.class, List.copyOf(accountIds))
                        .map(Accounts::account)
                        .list());
    }

    /** Locks accounts in the one order that everybody keeps, before several of them are changed; those that are known. */
    public Map<String, Purse> lock(Handle handle, Collection<String> accountIds) {
        return handle
                .createQuery(SELECT + "where account_id = any(:account_ids) order by account_id for update")
                .bindArray("account_ids", String.class, List.copyOf(accountIds))
                .map(Accounts::account)
                .stream()
                .collect(Collectors.toMap(Account::accountId, Purse::new));
    }

    /**
     * Writes what was held of a locked account.
     *
     * @throws IllegalStateException where the account does not have it, which its lock rules out
     */
    public void reserve(Handle handle, Purse purse) {
        int rows = handle.createUpdate("""
                        update account set reserved_usd = reserved_usd + :held_usd
                        where account_id = :account_id and state = 'open'
                        and (limit_usd is null or spent_usd + presumed_usd + reserved_usd + :held_usd <= limit_usd)
                        """)
                .bind("account_id", purse.account().accountId())
                .bind("held_usd", purse.held())
                .execute();
        if (rows != 1) {
            throw new IllegalStateException(
                    "account " + purse.account().accountId() + " does not have " + purse.held() + " USD");
        }
    }

    private static Account account(RowView row) {
        return new Account(
                row.getColumn("account_id", String.class),
                Account.State.valueOf(row.getColumn("state", String.class).toUpperCase(java.util.Locale.ROOT)),
                Optional.ofNullable(row.getColumn("limit_usd", BigDecimal.class)),
                row.getColumn("reserved_usd", BigDecimal.class),
                row.getColumn("spent_usd", BigDecimal.class),
                row.getColumn("presumed_usd", BigDecimal.class),
                Warnings.of(row));
    }

    private static String code(Account.State state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
