package dev.assay.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contracts.Topics;
import dev.assay.embedded.testing.PlatformInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InfrastructureTest {

    private static final PlatformInfrastructure INFRASTRUCTURE = new PlatformInfrastructure();
    private static Map<String, String> configuration;

    @BeforeAll
    static void start() {
        configuration = INFRASTRUCTURE.start();
    }

    @AfterAll
    static void stop() {
        INFRASTRUCTURE.stop();
    }

    @Test
    void every_topic_of_the_platform_exists() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", configuration.get("kafka.bootstrap.servers")))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topics.all().stream().map(Topics.Topic::name).toList());
        }
    }

    @Test
    void a_role_cannot_read_the_schema_of_another() throws SQLException {
        try (Connection scorer = connect("assay_score");
                Connection worker = connect("assay_llm")) {
            scorer.createStatement().execute("create table score.secret(answer text)");
            assertThatThrownBy(() -> worker.createStatement().execute("select * from score.secret"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    private static Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(
                configuration.get("ASSAY_DB_URL"), role, configuration.get("ASSAY_DB_PASSWORD"));
    }
}
