package dev.assay.embedded.testing;

import dev.assay.embedded.kafka.EmbeddedKafka;
import dev.assay.embedded.postgres.EmbeddedDatabase;
import dev.assay.embedded.postgres.Role;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL and a real Kafka for a {@code @QuarkusTest}: {@code @QuarkusTestResource(PlatformInfrastructure.class)}.
 * Every service's role exists; the service under test gets the one of its {@code assay.db.schema}.
 */
public class PlatformInfrastructure implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "test";
    private static final List<String> SCHEMAS = List.of("dataset", "experiment", "llm", "score");

    private EmbeddedKafka kafka;
    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("assay-test");
            kafka = EmbeddedKafka.start(directory.resolve("kafka"), freePort(), freePort());
            EmbeddedKafka.createTopics(kafka.bootstrapServers());
            Path binaries = Path.of(System.getProperty("java.io.tmpdir"), "assay-test-postgres");
            Files.createDirectories(binaries);
            database = EmbeddedDatabase.start(directory.resolve("postgres"), binaries, 0, false);
            database.prepare(SCHEMAS.stream()
                    .map(schema -> new Role("assay_" + schema, schema, PASSWORD))
                    .toList());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the test infrastructure does not start: " + e.getMessage(), e);
        }
        Map<String, String> configuration = new HashMap<>();
        configuration.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        configuration.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        configuration.put("ASSAY_DB_URL", database.url());
        configuration.put("ASSAY_DB_PASSWORD", PASSWORD);
        return configuration;
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (database != null) {
            try {
                database.close();
            } catch (IOException e) {
                throw new IllegalStateException("the test database does not stop", e);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
