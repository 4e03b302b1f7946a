package dev.assay.embedded.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL server of our own, as root or not, on loopback. */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String DATABASE = "assay";
    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Path data;

    private EmbeddedDatabase(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
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
        return start(data, binaries, port, keep, Map.of(), Optional.empty());
    }

    /**
     * As {@link #start(Path, Path, int, boolean)}.
     *
     * @param settings of {@code postgresql.conf}, before our own; a value that a shell would split needs its quotes
     * @param ownerPassword what {@link #requirePasswords} was given when the cluster was made
     */
    public static EmbeddedDatabase start(
            Path data,
            Path binaries,
            int port,
            boolean keep,
            Map<String, String> settings,
            Optional<String> ownerPassword)
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
        ownerPassword.ifPresent(password -> server.setConnectConfig("password", password));
        return new EmbeddedDatabase(server.start(), data);
    }

    /** From now on nobody connects without a password; a new cluster trusts every user of the machine. */
    public void requirePasswords(String ownerPassword) throws SQLException, IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + ownerPassword + "'");
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
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
