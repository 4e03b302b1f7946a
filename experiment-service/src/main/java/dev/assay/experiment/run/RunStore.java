package dev.assay.experiment.run;

import dev.assay.contracts.run.RunState;
import dev.assay.experiment.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The runs, as they are read. */
@ApplicationScoped
public class RunStore {

    private static final String COLUMNS = """
            select r.*,
                   array(select e.experiment_id from run_experiment e
                         where e.run_id = r.run_id order by e.position) as experiment_ids
            from run r
            """;

    /** After every run: the newest comes first. */
    private static final long END_OF_TIME = Long.MAX_VALUE;

    private final Jdbi jdbi;

    RunStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The runs whose id begins with {@code prefix}, the one with exactly this id alone where it exists. */
    public List<RunRow> find(String prefix, int limit) {
        Optional<RunRow> exact = jdbi.withHandle(handle -> exact(handle, prefix));
        if (exact.isPresent()) {
            return List.of(exact.get());
        }
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + "where r.run_id ^@ :prefix order by r.run_id limit :limit")
                        .bind("prefix", prefix)
                        .bind("limit", limit)
                        .map(RunStore::row)
                        .list());
    }

    static Optional<RunRow> exact(Handle handle, String runId) {
        return handle.createQuery(COLUMNS + "where r.run_id = :id")
                .bind("id", runId)
                .map(RunStore::row)
                .findOne();
    }

    /** Newest first. */
    List<RunRow> list(RunFilter filter, PageRequest page) {
        long micros = page.number(0, END_OF_TIME);
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                        where (cast(:state as text) is null or r.state = :state)
                          and (cast(:from as date) is null or r.created_at >= cast(:from as date) at time zone 'UTC')
                          and (cast(:to as date) is null
                               or r.created_at < (cast(:to as date) + 1) at time zone 'UTC')
                          and (not :by_experiment or exists (
                              select 1 from run_experiment e
                              where e.run_id = r.run_id
                                and (cast(:mode as text) is null or r.mode = :mode
                                     or e.experiment #>> '{strategy,type}' = :mode)
                                and (cast(:model as text) is null or e.experiment #>> '{model,name}' = :model)
                                and (cast(:dataset as text) is null
                                     or e.experiment #>> '{dataset,dataset_id}' = :dataset)
                                and (cast(:tag as text) is null
                                     or e.experiment -> 'tags' @> to_jsonb(cast(:tag as text)))))
                          and (cast(:before as timestamptz) is null or (r.created_at, r.run_id) < (:before, :run))
                        order by r.created_at desc, r.run_id desc
                        limit :limit""")
                .bind("state", filter.state().map(RunState::code))
                .bind("from", filter.from())
                .bind("to", filter.to())
                .bind("by_experiment", filter.byExperiment())
                .bind("mode", filter.mode())
                .bind("model", filter.model())
                .bind("dataset", filter.datasetId())
                .bind("tag", filter.tag())
                .bind("before", micros == END_OF_TIME ? Optional.empty() : Optional.of(time(micros)))
                .bind("run", page.text(1, ""))
                .bind("limit", page.readLimit())
                .map(RunStore::row)
                .list());
    }

    /** A time as the key of a list, in the database's own resolution. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static OffsetDateTime time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static RunRow row(ResultSet row, StatementContext context) throws SQLException {
        Array experiments = row.getArray("experiment_ids");
        return new RunRow(
                row.getString("run_id"),
                row.getString("name"),
                List.of((String[]) experiments.getArray()),
                RunState.of(row.getString("state")),
                Optional.ofNullable(row.getString("state_reason")),
                Optional.ofNullable(row.getBigDecimal("limit_usd")),
                row.getBoolean("reuse_answers"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("mode")));
    }
}
