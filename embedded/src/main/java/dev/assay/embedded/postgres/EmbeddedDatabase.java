package dev.assay.embedded.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server of our own, as root or not, on loopback. */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String DATABASE = "assay";
    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param data the cluster; made when it is new
     * @param binaries where the server's programs are unpacked, once
     * @param port 0 for any free one
     * @param keep whether the cluster outlives the server
     */
    public static EmbeddedDatabase start(Path data, Path binaries, int port, boolean keep) throws IOException {
        return start(data, binaries, port, keep, Map.of());
    }

    /**
     * As {@link #start(Path, Path, int, boolean)}, with settings of {@code postgresql.conf} that go before our own. A value
     * that a shell would split needs its quotes.
     */
    public static EmbeddedDatabase start(Path data, Path binaries, int port, boolean keep, Map<String, String> settings)
            throws IOException {
        EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setCleanDataDirectory(!keep)
                .setPort(port)
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setPGStartupWait(START);
        settings.forEach(server::setServerConfig);
        return new EmbeddedDatabase(server.start());
    }

    public int port() {
        return server.getPort();
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + DATABASE;
    }

    /** Makes the database, the roles and their schemas, or sets the passwords of those that exist. */
    public void prepare(List<Role> roles) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE);
            }
        }
        try (Connection connection = server.getDatabase("postgres", DATABASE).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("revoke all on schema public from public");
            for (Role role : roles) {
                prepare(statement, role);
            }
        }
    }

    private static void prepare(Statement statement, Role role) throws SQLException {
        if (!exists(statement, "select 1 from pg_roles where rolname = '" + role.name() + "'")) {
            statement.execute("create role " + role.name() + " login");
        }
        statement.execute("alter role " + role.name() + " password '" + role.password() + "'");
        statement.execute("create schema if not exists " + role.schema() + " authorization " + role.name());
        statement.execute("revoke all on schema " + role.schema() + " from public");
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
