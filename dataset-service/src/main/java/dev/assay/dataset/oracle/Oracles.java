package dev.assay.dataset.oracle;

import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.dataset.catalog.ProblemRows;
import dev.assay.dataset.importing.StoredDocument.OracleDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** What answers are judged by. */
@ApplicationScoped
class Oracles {

    private final Jdbi jdbi;

    Oracles(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The oracle with a hash; where several data sets share it, named as in the one that was imported last. */
    Optional<OracleProblem> byHash(String oracleHash) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.dataset_id, p.version, p.problem_id, c.task_type, p.public_hash, p.oracle_hash,
                               o.document, o.reference_cpu_ms
                        from oracle o
                             join problem p using (oracle_hash)
                             join content c using (version)
                             join dataset d using (version)
                        where o.oracle_hash = :hash
                        order by d.current desc, d.imported_at desc, d.dataset_id, p.ordinal
                        limit 1
                        """)
                .bind("hash", oracleHash)
                .map(Oracles::problem)
                .findOne());
    }

    private static OracleProblem problem(ResultSet row, StatementContext context) throws SQLException {
        OracleDocument oracle = AssayJson.read(row.getString("document"), OracleDocument.class);
        Optional<Long> referenceCpuMs = Optional.ofNullable(row.getObject("reference_cpu_ms", Long.class));
        return new OracleProblem(ProblemRows.ref(row), oracle.limits(), oracle.body(), referenceCpuMs);
    }
}
