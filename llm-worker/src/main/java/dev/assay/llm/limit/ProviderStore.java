package dev.assay.llm.limit;

import dev.assay.contracts.json.AssayJson;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** What is known of providers, one row each; a worker that holds the row decides alone what begins. */
@Singleton
class ProviderStore {

    private final Jdbi jdbi;

    ProviderStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A provider as it was found.
     *
     * @param inFlight calls, over all workers
     * @param now by the database's clock
     */
    record Found(String provider, ProviderState state, int inFlight, Instant now) {}

    /** The state as it is, locked until the transaction ends; a new one where the provider was never called. */
    Found lock(Handle handle, String provider) {
        if (!lockKnown(handle, provider)) {
            handle.createUpdate("""
                            insert into provider (provider, state) values (:provider, :state) on conflict do nothing
                            """)
                    .bind("provider", provider)
                    .bind("state", AssayJson.writeBytes(ProviderState.NEW))
                    .execute();
            lockKnown(handle, provider);
        }
        return handle.createQuery(FOUND + " where p.provider = :provider")
                .bind("provider", provider)
                .map(ProviderStore::found)
                .one();
    }

    private static boolean lockKnown(Handle handle, String provider) {
        return handle.createQuery("select 1 from provider where provider = :provider for update")
                .bind("provider", provider)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    void store(Handle handle, String provider, ProviderState state) {
        handle.createUpdate("update provider set state = :state, changed_at = now() where provider = :provider")
                .bind("state", AssayJson.writeBytes(state))
                .bind("provider", provider)
                .execute();
    }

    /** Every provider that was called. */
    List<Found> all() {
        return jdbi.withHandle(handle -> handle.createQuery(FOUND + " order by p.provider")
                .map(ProviderStore::found)
                .list());
    }

    private static final String FOUND = """
            select p.provider, p.state, clock_timestamp() as now,
                (select count(*) from ledger c
                 where c.provider = p.provider and c.state = 'calling' and c.lease_until > now()) as in_flight
            from provider p""";

    private static Found found(RowView row) {
        return new Found(
                row.getColumn("provider", String.class),
                AssayJson.read(row.getColumn("state", byte[].class), ProviderState.class),
                row.getColumn("in_flight", Integer.class),
                row.getColumn("now", OffsetDateTime.class).toInstant());
    }
}
