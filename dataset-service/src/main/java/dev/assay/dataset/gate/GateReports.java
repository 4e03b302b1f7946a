package dev.assay.dataset.gate;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.dataset.Dataset;
import dev.assay.contracts.dataset.GateReport;
import dev.assay.contracts.dataset.GateReport.Surprise;
import dev.assay.contracts.dataset.GateReport.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The proof of a data set, as far as it has come. */
@ApplicationScoped
class GateReports {

    private final Jdbi jdbi;

    GateReports(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    GateReport of(Dataset dataset) {
        return jdbi.inTransaction(handle -> {
            Map<String, Tally> tallies = tallies(handle, dataset.version());
            long checked = tallies.values().stream().mapToLong(Tally::checked).sum();
            long total = tallies.values().stream().mapToLong(Tally::total).sum();
            List<Surprise> surprises = surprises(handle, dataset.version());
            return new GateReport(
                    dataset.datasetId(), dataset.version(), dataset.gate(), checked, total, tallies, surprises);
        });
    }

    private static Map<String, Tally> tallies(Handle handle, String version) {
        return handle.createQuery("""
                        select kind, count(*) as total, count(settled_at) as checked,
                               count(*) filter (where verdict = 'passed') as passed
                        from gate_check where version = :version
                        group by kind
                        order by array_position(array['reference', 'empty', 'pass', 'bad'], kind)
                        """).bind("version", version).reduceRows(new LinkedHashMap<>(), (tallies, row) -> {
            long total = row.getColumn("total", Long.class);
            long checked = row.getColumn("checked", Long.class);
            tallies.put(
                    row.getColumn("kind", String.class),
                    new Tally(total, checked, row.getColumn("passed", Long.class)));
            return tallies;
        });
    }

    private static List<Surprise> surprises(Handle handle, String version) {
        return handle.createQuery("""
                        select problem_id, candidate, kind, verdict, detail
                        from gate_check where version = :version and surprise
                        order by ordinal, candidate
                        """)
                .bind("version", version)
                .map(GateReports::surprise)
                .list();
    }

    private static Surprise surprise(ResultSet row, StatementContext context) throws SQLException {
        return new Surprise(
                row.getString("problem_id"),
                row.getString("candidate"),
                Optional.ofNullable(row.getString("verdict")).map(Verdict::of),
                Candidate.Kind.of(row.getString("kind")).expected(),
                row.getString("detail"));
    }
}
