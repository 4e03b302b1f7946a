package dev.assay.benchmark.calls;

import dev.assay.contracts.json.AssayJson;
import dev.assay.local.home.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

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
        copyRows(connection, "run", runId, suffix, "");
        copyRows(connection, "run_experiment", runId, suffix, "");
        copyRows(connection, "run_summary", runId, suffix, "");
        copyRows(
                connection,
                "trial",
                runId,
                suffix,
                ", trial_id = %s, last_attempt_id = %s"
                        .formatted(id("trial_id", suffix), id("last_attempt_id", suffix)));
        copyRows(
                connection,
                "attempt",
                runId,
                suffix,
                ", trial_id = %s, attempt_id = %s".formatted(id("trial_id", suffix), id("attempt_id", suffix)));
    }

    private static void copyRecords(Connection connection, String runId, String suffix) throws SQLException {
        copyRows(
                connection,
                "attempt",
                runId,
                suffix,
                ", trial_id = %s, attempt_id = %s, ordinal = nextval(pg_get_serial_sequence('attempt', 'ordinal'))"
                        .formatted(id("trial_id", suffix), id("attempt_id", suffix)));
    }

    private static String id(String column, String suffix) {
        return "md5(" + column + " || '" + suffix + "')::uuid";
    }

    private static void copyRows(Connection connection, String table, String runId, String suffix, String changes)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table copied as select * from " + table + " where run_id = '" + runId + "'");
            statement.execute("update copied set run_id = run_id || '" + suffix + "'" + changes);
            statement.execute("insert into " + table + " overriding system value select * from copied");
            statement.execute("drop table copied");
        }
    }

    private static void analyze(Connection connection, String tables) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze " + tables);
        }
    }
}
