package dev.assay.llm.account;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.account.BudgetWarning;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/** The shares of accounts' limits that were reached, and when. */
final class Warnings {

    /** A column of an account's row that {@link #of} reads. */
    static final String COLUMN = """
            (select coalesce(json_agg(json_build_object('percent', percent, 'reached_at', reached_at) order by percent), '[]')
             from budget_warning w where w.account_id = account.account_id) as warnings""";

    /** What follows a query named {@code changed} of an account's id, limit and used amount. */
    static final String NOTE_REACHED = """
            insert into budget_warning (account_id, percent)
            select account_id, percent from changed, unnest(array[50, 80, 100]) as share (percent)
            where limit_usd > 0 and used_usd * 100 >= limit_usd * percent
            on conflict do nothing""";

    private Warnings() {}

    static List<BudgetWarning> of(RowView row) {
        try {
            return AssayJson.events().readValue(row.getColumn("warnings", String.class), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what another limit made untrue, and notes what it made true. */
    static void limitChanged(Handle handle, String accountId) {
        handle.createUpdate("""
                        delete from budget_warning w using account a
                        where w.account_id = :account_id and a.account_id = w.account_id
                        and (a.limit_usd is null or (a.spent_usd + a.presumed_usd) * 100 < a.limit_usd * w.percent)
                        """).bind("account_id", accountId).execute();
        handle.createUpdate("""
                        with changed as (
                            select account_id, limit_usd, spent_usd + presumed_usd as used_usd
                            from account where account_id = :account_id)
                        """ + NOTE_REACHED).bind("account_id", accountId).execute();
    }
}
