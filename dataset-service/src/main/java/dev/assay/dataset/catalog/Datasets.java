package dev.assay.dataset.catalog;

import dev.assay.contracts.Ids;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateState;
import dev.assay.frame.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The data sets there are. */
@ApplicationScoped
public class Datasets {

    private final Jdbi jdbi;

    Datasets(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The current version of a data set, as the caller's transaction sees it. */
    public Optional<Dataset> current(Handle handle, String datasetId) {
        return handle.createQuery("""
                        select d.dataset_id, d.version, d.name, c.task_type, d.format, d.license, c.problems, c.gate,
                               d.imported_at
                        from dataset d join content c using (version)
                        where d.dataset_id = :id and d.current
                        """).bind("id", datasetId).map(Datasets::read).findOne();
    }

    /** A data set in the version that is named, or else the current one. */
    public Optional<Dataset> find(String datasetId, Optional<String> version) {
        if (!Ids.isChosen(datasetId) || !version.map(Ids::isChosen).orElse(true)) {
            return Optional.empty();
        }
        if (version.isEmpty()) {
            return jdbi.withHandle(handle -> current(handle, datasetId));
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.dataset_id, d.version, d.name, c.task_type, d.format, d.license, c.problems, c.gate,
                               d.imported_at
                        from dataset d join content c using (version)
                        where d.dataset_id = :id and d.version = :version
                        """)
                .bind("id", datasetId)
                .bind("version", version.get())
                .map(Datasets::read)
                .findOne());
    }

    /** As {@link #find}; throws a problem (404) where there is none. */
    public Dataset required(String datasetId, Optional<String> version) {
        return find(datasetId, version)
                .orElseThrow(() -> Problems.notFound(
                        version.map(one -> "version " + one + " of ").orElse("") + "data set " + datasetId));
    }

    /** Current versions in the order of their ids, after {@code after}. */
    List<Dataset> list(String after, int count) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.dataset_id, d.version, d.name, c.task_type, d.format, d.license, c.problems, c.gate,
                               d.imported_at
                        from dataset d join content c using (version)
                        where d.current and d.dataset_id collate "C" > :after
                        order by d.dataset_id collate "C"
                        limit :count
                        """)
                .bind("after", after)
                .bind("count", count)
                .map(Datasets::read)
                .list());
    }

    private static Dataset read(ResultSet row, StatementContext context) throws SQLException {
        return new Dataset(
                row.getString("dataset_id"),
                row.getString("version"),
                row.getString("name"),
                row.getString("task_type"),
                row.getString("format"),
                row.getString("license"),
                row.getInt("problems"),
                GateState.of(row.getString("gate")),
                row.getTimestamp("imported_at").toInstant());
    }
}
