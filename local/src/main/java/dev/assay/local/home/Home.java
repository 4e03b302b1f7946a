package dev.assay.local.home;

import java.nio.file.Path;

/** The state directory of one platform and the names in it. */
public record Home(Path directory) {

    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    public Path state() {
        return directory.resolve("state.json");
    }

    /** Locked by the supervisor as long as it runs. */
    public Path supervisorLock() {
        return directory.resolve("supervisor.lock");
    }

    /** Locked by an {@code up} until the platform is ready. */
    public Path startLock() {
        return directory.resolve("start.lock");
    }

    /** Why the last supervisor could not start the platform. */
    public Path failure() {
        return directory.resolve("failure.txt");
    }

    /** By which a running supervisor is told of changed settings. */
    public Path settingsPipe() {
        return directory.resolve("settings.pipe");
    }

    /** The password of the owner of our PostgreSQL cluster; it lives and dies with the cluster. */
    public Path postgresPassword() {
        return directory.resolve("postgres.password");
    }

    public Path secrets() {
        return directory.resolve("secrets.json");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    public Path kafka() {
        return directory.resolve("kafka");
    }

    public Path postgres() {
        return directory.resolve("postgres");
    }

    /** Where PostgreSQL's programs are unpacked. */
    public Path binaries() {
        return directory.resolve("postgres-programs");
    }

    /** Where services may put what can be made again. */
    public Path cache() {
        return directory.resolve("cache");
    }
}
