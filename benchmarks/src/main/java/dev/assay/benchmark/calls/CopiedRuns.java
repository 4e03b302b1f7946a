package dev.assay.benchmark.calls;

import dev.assay.contracts.json.AssayJson;
import dev.assay.local.home.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of a finished run in the databases of experiment-service and scorer-service, as if it had been run so often. Ids
 * differ; the documents are the original's.
 */
final class CopiedRuns {

    private final String url;
    private final Secrets secrets;

    CopiedRuns(String url, Path secrets) {
        this.url = url;
        try {
            this.secrets = AssayJson.read(Files.readAllBytes(secrets), Secrets.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copy(String runId, int times) {
        try (Connection experiment = connection("experiment");
                Connection score = connection("score")) {
            for (int copy = 1; copy <= times; copy++) {
                String suffix = "%02d".formatted(copy);
                copyRun(experiment, runId, suffix);
                copyRecords(score, runId, suffix);
            }
            analyze(experiment, "run, run_experiment, run_summary, trial, attempt");
            analyze(score, "attempt");
        } catch (SQLException e) {
            throw new IllegalStateException("the run cannot be copied", e);
        }
    }

    private Connection connection(String schema) throws SQLException {
        Connection connection = DriverManager.getConnection(
                url, "assay_" + schema, secrets.passwords().get(schema));
        connection.setSchema(schema);
        return connection;
    }

    private static void copyRun(Connection connection, String runId, String suffix) throws SQLException {
        for (String table : List.of("run", "run_experiment", "run_summary", "trial", "attempt")) {
            copyRows(connection, table, runId, suffix);
        }
    }

    private static void copyRecords(Connection connection, String runId, String suffix) throws SQLException {
        copyRows(connection, "attempt", runId, suffix);
    }

    /** All columns as they are, but for ids, and for what the database numbers itself. */
    private static void copyRows(Connection connection, String table, String runId, String suffix) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getColumns(null, connection.getSchema(), table, null)) {
            while (rows.next()) {
                String column = rows.getString("COLUMN_NAME");
                if (!column.equals("ordinal")) {
                    columns.add(column);
                    values.add(
                            switch (column) {
                                case "run_id" -> "run_id || '" + suffix + "'";
                                case "trial_id", "attempt_id", "last_attempt_id" ->
                                    "md5(" + column + " || '" + suffix + "')::uuid";
                                default -> column;
                            });
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into %s (%s) select %s from %s where run_id = '%s'"
                    .formatted(table, String.join(", ", columns), String.join(", ", values), table, runId));
        }
    }

    private static void analyze(Connection connection, String tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze " + tables);
        }
    }
}
