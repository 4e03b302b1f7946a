package dev.assay.experiment.run;

import dev.assay.contracts.account.Account;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.dispatch.DispatchLoop;
import dev.assay.experiment.remote.InternalClient;
import dev.assay.experiment.remote.Peer;
import dev.assay.experiment.remote.UrlPath;
import dev.assay.frame.drain.Drain;
import dev.assay.frame.loop.Loop;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Brings llm-worker's accounts to what the runs say, and tries until it is acknowledged. The counters of the run row are
 * the outbox; a lease keeps two replicas from setting the same account in the wrong order.
 */
@ApplicationScoped
class AccountSync {

    private static final Logger LOG = Logger.getLogger(AccountSync.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Longer than a call can take. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final InternalClient client;
    private final DispatchLoop dispatch;
    private final Loop loop;

    AccountSync(Jdbi jdbi, InternalClient client, DispatchLoop dispatch, Drain drain) {
        this.jdbi = jdbi;
        this.client = client;
        this.dispatch = dispatch;
        this.loop = new Loop("account-sync", INTERVAL, drain, this::turn);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void wake() {
        loop.wake();
    }

    private record Due(String runId, RunState state, Optional<BigDecimal> limitUsd, int changes) {}

    private boolean turn() {
        Optional<Due> due = claim();
        if (due.isEmpty()) {
            return false;
        }
        try {
            set(due.get());
        } catch (HttpProblem refused) {
            LOG.warnf("account of run %s not set, trying again: %s", due.get().runId(), refused.getDetail());
            giveBack(due.get());
            return false;
        }
        acknowledge(due.get());
        dispatch.wake();
        return true;
    }

    private Optional<Due> claim() {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update run set account_lease_until = now() + :lease
                        where run_id = (select run_id from run
                                        where account_changes > account_acknowledged and account_lease_until <= now()
                                        order by account_lease_until, run_id
                                        limit 1 for update skip locked)
                        returning run_id, state, limit_usd, account_changes""")
                .bind("lease", LEASE)
                .map((row, context) -> new Due(
                        row.getString("run_id"),
                        RunState.of(row.getString("state")),
                        Optional.ofNullable(row.getBigDecimal("limit_usd")),
                        row.getInt("account_changes")))
                .findOne());
    }

    private void set(Due due) {
        client.put(
                Peer.LLM,
                "/internal/accounts/" + UrlPath.encode(due.runId()),
                new Account.Setting(accountState(due.state()), due.limitUsd()));
    }

    /** A run without money keeps its account open: calls in flight are settled, new ones are refused for its limit. */
    private static Account.State accountState(RunState state) {
        return switch (state) {
            case RUNNING, FINISHED, BUDGET_EXHAUSTED -> Account.State.OPEN;
            case PAUSED -> Account.State.PAUSED;
            case CANCELLED -> Account.State.CANCELLED;
        };
    }

    private void acknowledge(Due due) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update run set account_acknowledged = greatest(account_acknowledged, :changes),
                                       account_lease_until = '-infinity'
                        where run_id = :run""")
                .bind("changes", due.changes())
                .bind("run", due.runId())
                .execute());
    }

    /** For another try in a moment, after the others that are due. */
    private void giveBack(Due due) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update run set account_lease_until = now() + :pause where run_id = :run""")
                .bind("pause", INTERVAL)
                .bind("run", due.runId())
                .execute());
    }
}
