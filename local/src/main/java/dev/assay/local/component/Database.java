package dev.assay.local.component;

import dev.assay.embedded.postgres.EmbeddedDatabase;
import dev.assay.embedded.postgres.Role;
import dev.assay.local.home.Home;
import dev.assay.local.home.PrivateFile;
import dev.assay.local.home.Secrets;
import dev.assay.local.home.Unfinished;
import dev.assay.local.process.ProcessIdentity;
import dev.assay.local.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform's own PostgreSQL, with a role and a schema for each service. */
public final class Database implements Component {

    public static final String NAME = "postgres";

    private final Home home;
    private final int port;
    private final List<Role> roles;
    private Optional<EmbeddedDatabase> server = Optional.empty();
    private Optional<DatabaseGuard> guard = Optional.empty();

    public Database(Home home, int port, List<Role> roles) {
        this.home = home;
        this.port = port;
        this.roles = List.copyOf(roles);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The URL of the platform's database on a server of ours at {@code port}. */
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + EmbeddedDatabase.DATABASE;
    }

    @Override
    public Running start() throws IOException {
        close();
        Unfinished programs = new Unfinished(home.binaries());
        Unfinished cluster = new Unfinished(home.postgres());
        programs.begin();
        cluster.begin();
        Path programDirectory = privateDirectory(home.binaries()).resolve("unpacked");
        Files.createDirectories(programDirectory);
        boolean made = cluster.isEmpty();
        try {
            String password = made ? newPassword() : knownPassword();
            EmbeddedDatabase started = EmbeddedDatabase.start(
                    home.postgres(), programDirectory, port, true, settings(), Optional.of(password));
            server = Optional.of(started);
            if (made) {
                started.requirePasswords(password);
            }
            started.prepare(roles);
        } catch (SQLException | RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
        programs.finish();
        cluster.finish();
        ProcessIdentity identity =
                postmaster(home.postgres()).orElseThrow(() -> new IOException("PostgreSQL ended after its start"));
        guard = Optional.of(DatabaseGuard.over(identity));
        return new Running(
                identity, ProcessHandle.of(identity.pid()).orElseThrow().onExit());
    }

    /** The server process over the cluster {@code data}, whoever started it; empty where there is none. */
    public static Optional<ProcessIdentity> postmaster(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            Optional<ProcessIdentity> process =
                    ProcessIdentity.of(Long.parseLong(lines.getFirst().strip()));
            // The file outlives a killed server and its number may have been given to somebody else.
            return process.filter(identity -> commandLine(identity).contains(data.toString()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@link #start} returns only when it answers. */
    @Override
    public boolean isReady() {
        return true;
    }

    /** Ends the sessions of clients, writes everything down and stops. */
    @Override
    public void askToStop(ProcessIdentity process) {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Signals.interrupt(process);
    }

    /** The library makes the directory that it unpacks into writable for everybody; this one around it is not. */
    private static Path privateDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    private String knownPassword() throws IOException {
        if (!Files.exists(home.postgresPassword())) {
            throw new IOException(
                    home.postgresPassword() + " is missing and nobody else knows the password of the cluster: "
                            + "put it back, or delete " + home.postgres() + " and with it all results");
        }
        return Files.readString(home.postgresPassword());
    }

    private String newPassword() throws IOException {
        String password = Secrets.random();
        PrivateFile.write(home.postgresPassword(), password.getBytes(StandardCharsets.UTF_8));
        return password;
    }

    private void close() throws IOException {
        guard.ifPresent(DatabaseGuard::dismiss);
        guard = Optional.empty();
        if (server.isPresent()) {
            server.get().close();
            server = Optional.empty();
        }
    }

    /** Answers are paid for: what is committed stays, also when the machine fails. */
    private Map<String, String> settings() {
        return Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "unix_socket_directories", "''",
                "logging_collector", "on",
                "log_directory", "'" + home.logs() + "'",
                "log_filename", NAME + ".log",
                "log_rotation_age", "0",
                "log_rotation_size", "0");
    }

    private static String commandLine(ProcessIdentity process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }
}
