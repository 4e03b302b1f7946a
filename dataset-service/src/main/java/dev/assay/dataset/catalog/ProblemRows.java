package dev.assay.dataset.catalog;

import dev.assay.contracts.problem.ProblemRef;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads what every query for problems has in common. */
public final class ProblemRows {

    private ProblemRows() {}

    /** The names of the problem in a row. */
    public static ProblemRef ref(ResultSet row) throws SQLException {
        return new ProblemRef(
                row.getString("dataset_id"),
                row.getString("version"),
                row.getString("problem_id"),
                row.getString("task_type"),
                row.getString("public_hash"),
                row.getString("oracle_hash"));
    }
}
