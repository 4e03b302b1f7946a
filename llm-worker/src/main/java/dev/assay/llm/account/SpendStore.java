package dev.assay.llm.account;

import dev.assay.contracts.account.Spend;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/** Adds up the journal of money. */
@Singleton
class SpendStore {

    private final Jdbi jdbi;

    SpendStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What charges can be told apart by. */
    enum Dimension {
        RUN,
        EXPERIMENT,
        MODEL,
        DAY
    }

    /** Which charges; {@code until} is the first day that is left out. */
    record Filter(
            Optional<String> runId,
            Optional<String> experimentId,
            Optional<String> model,
            Optional<LocalDate> from,
            Optional<LocalDate> until) {}

    /** One row for each combination of the dimensions; a dimension that is not asked for is one group. */
    List<Spend> by(Set<Dimension> dimensions, Filter filter, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with chosen as (
                            select case when :by_run then account_id end as run_id,
                                case when :by_experiment then experiment_id end as experiment_id,
                                case when :by_model then model_key end as model,
                                case when :by_day then (charged_at at time zone 'UTC')::date end as day,
                                certainty, amount_usd
                            from charge
                            where (:run_id::text is null or account_id = :run_id)
                            and (:experiment_id::text is null or experiment_id = :experiment_id)
                            and (:model::text is null or model_key = :model)
                            and (:from::date is null or charged_at >= :from::date::timestamp at time zone 'UTC')
                            and (:until::date is null or charged_at < :until::date::timestamp at time zone 'UTC'))
                        select run_id, experiment_id, model, day, count(*) as calls,
                            sum(amount_usd) filter (where certainty = 'known') as spent_usd,
                            coalesce(sum(amount_usd) filter (where certainty = 'presumed'), 0) as presumed_usd,
                            count(*) filter (where certainty = 'unknown') as unknown_calls
                        from chosen group by run_id, experiment_id, model, day
                        order by day desc nulls last, run_id, experiment_id, model limit :most
                        """)
                .bind("by_run", dimensions.contains(Dimension.RUN))
                .bind("by_experiment", dimensions.contains(Dimension.EXPERIMENT))
                .bind("by_model", dimensions.contains(Dimension.MODEL))
                .bind("by_day", dimensions.contains(Dimension.DAY))
                .bind("run_id", filter.runId().orElse(null))
                .bind("experiment_id", filter.experimentId().orElse(null))
                .bind("model", filter.model().orElse(null))
                .bind("from", filter.from().orElse(null))
                .bind("until", filter.until().orElse(null))
                .bind("most", most)
                .map(SpendStore::spend)
                .list());
    }

    private static Spend spend(RowView row) {
        return new Spend(
                Optional.ofNullable(row.getColumn("run_id", String.class)),
                Optional.ofNullable(row.getColumn("experiment_id", String.class)),
                Optional.ofNullable(row.getColumn("model", String.class)),
                Optional.ofNullable(row.getColumn("day", LocalDate.class)),
                row.getColumn("calls", Long.class),
                Optional.ofNullable(row.getColumn("spent_usd", BigDecimal.class)),
                row.getColumn("presumed_usd", BigDecimal.class),
                row.getColumn("unknown_calls", Long.class));
    }
}
