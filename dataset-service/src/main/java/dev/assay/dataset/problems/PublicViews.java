package dev.assay.dataset.problems;

import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.PublicProblem;
import dev.assay.dataset.catalog.ProblemRows;
import dev.assay.dataset.importing.StoredDocument.PublicDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** What a prompt, a page or a person may see of problems. Reads no oracle. */
@ApplicationScoped
class PublicViews {

    private final Jdbi jdbi;

    PublicViews(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The problems at places of a data set, in the order of the data set. */
    List<PublicProblem> at(Dataset dataset, List<Integer> places) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select :dataset as dataset_id, p.version, p.problem_id, c.task_type, p.public_hash,
                               p.oracle_hash, p.ordinal, v.document
                        from problem p join content c using (version) join public_view v using (public_hash)
                        where p.version = :version and p.ordinal = any(:places)
                        order by p.ordinal
                        """)
                .bind("dataset", dataset.datasetId())
                .bind("version", dataset.version())
                .bindArray("places", Integer.class, places)
                .map(PublicViews::problem)
                .list());
    }

    /** As {@link #at}, without their content. */
    List<SelectedProblem> selection(Dataset dataset, List<Integer> places) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select :dataset as dataset_id, p.version, p.problem_id, c.task_type, p.public_hash,
                               p.oracle_hash, p.ordinal, p.language, p.named_languages
                        from problem p join content c using (version)
                        where p.version = :version and p.ordinal = any(:places)
                        order by p.ordinal
                        """)
                .bind("dataset", dataset.datasetId())
                .bind("version", dataset.version())
                .bindArray("places", Integer.class, places)
                .map(PublicViews::selected)
                .list());
    }

    /** The languages of the problems at places of a data set. */
    List<String> languages(Dataset dataset, List<Integer> places) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct language from problem
                        where version = :version and ordinal = any(:places)
                        order by language
                        """)
                .bind("version", dataset.version())
                .bindArray("places", Integer.class, places)
                .mapTo(String.class)
                .list());
    }

    /** One problem of a data set. */
    Optional<PublicProblem> find(Dataset dataset, String problemId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select :dataset as dataset_id, p.version, p.problem_id, c.task_type, p.public_hash,
                               p.oracle_hash, p.ordinal, v.document
                        from problem p join content c using (version) join public_view v using (public_hash)
                        where p.version = :version and p.problem_id = :id
                        """)
                .bind("dataset", dataset.datasetId())
                .bind("version", dataset.version())
                .bind("id", problemId)
                .map(PublicViews::problem)
                .findOne());
    }

    /** The view with a hash; where several data sets share it, named as in the one that was imported last. */
    Optional<PublicProblem> byHash(String publicHash) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.dataset_id, p.version, p.problem_id, c.task_type, p.public_hash, p.oracle_hash,
                               p.ordinal, v.document
                        from public_view v
                             join problem p using (public_hash)
                             join content c using (version)
                             join dataset d using (version)
                        where v.public_hash = :hash
                        order by d.current desc, d.imported_at desc, d.dataset_id, p.ordinal
                        limit 1
                        """)
                .bind("hash", publicHash)
                .map(PublicViews::problem)
                .findOne());
    }

    private static PublicProblem problem(ResultSet row, StatementContext context) throws SQLException {
        PublicDocument view = AssayJson.read(row.getString("document"), PublicDocument.class);
        return new PublicProblem(
                ProblemRows.ref(row), row.getInt("ordinal"), view.language(), view.tags(), view.body());
    }

    private static SelectedProblem selected(ResultSet row, StatementContext context) throws SQLException {
        return new SelectedProblem(
                row.getInt("ordinal"), ProblemRows.ref(row), row.getString("language"), List.of((String[])
                        row.getArray("named_languages").getArray()));
    }
}
