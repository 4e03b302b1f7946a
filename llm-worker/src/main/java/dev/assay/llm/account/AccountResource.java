package dev.assay.llm.account;

import dev.assay.contracts.Ids;
import dev.assay.contracts.account.Account;
import dev.assay.frame.credential.CallableBy;
import dev.assay.frame.credential.Caller;
import dev.assay.frame.problem.Problems;
import dev.assay.frame.problem.Problems.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;

/** Where experiment-service says what may be spent. */
@Path("/internal/accounts")
@RunOnVirtualThread
@CallableBy(Caller.EXPERIMENT)
public class AccountResource {

    private final Accounts accounts;
    private final Event<AccountChanged> changes;

    AccountResource(Accounts accounts, Event<AccountChanged> changes) {
        this.accounts = accounts;
        this.changes = changes;
    }

    /** Sets state and limit; holds from the next claim on, in every worker. */
    @PUT
    @Path("/{account_id}")
    public Account set(@PathParam("account_id") String accountId, Account.Setting setting) {
        check(accountId, setting);
        Account account = accounts.set(accountId, setting);
        changes.fire(new AccountChanged(accountId));
        return account;
    }

    /** Those of the accounts that are known. */
    @GET
    public List<Account> list(@QueryParam("account_id") List<String> accountIds) {
        return accounts.findAll(accountIds);
    }

    @GET
    @Path("/{account_id}")
    public Account get(@PathParam("account_id") String accountId) {
        return accounts.find(accountId).orElseThrow(() -> Problems.notFound("account " + accountId));
    }

    private static void check(String accountId, Account.Setting setting) {
        List<Violation> violations = new ArrayList<>();
        if (!Ids.isChosen(accountId)) {
            violations.add(new Violation("account_id", "must match " + Ids.CHOSEN_PATTERN));
        }
        if (setting == null || setting.state() == null) {
            violations.add(new Violation("state", "must be open, paused or cancelled"));
        } else if (setting.limitUsd() != null
                && setting.limitUsd().filter(limit -> limit.signum() < 0).isPresent()) {
            violations.add(new Violation("limit_usd", "must not be negative"));
        }
        if (!violations.isEmpty()) {
            throw Problems.badFields(violations);
        }
    }
}
