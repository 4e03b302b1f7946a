package dev.assay.deploy.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.render.DeployFolder;
import dev.assay.embedded.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The standalone overlay's database, made here by its script: each role and its schema. */
class DatabaseRolesTest {

    private static Deployed deployed;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        DeployFolder deploy = DeployFolder.copy("database");
        deployed = new Deployed(deploy.overlay("standalone"));
        database = EmbeddedDatabase.start(deploy.path("postgres"), deploy.path("postgres-programs"), 0, false);
        database.prepare(List.of());
        Path overlay = deploy.path("overlays/standalone");
        Script.run(
                overlay.resolve("postgres/init.sql"), overlay.resolve("secrets/postgres.env"), connect("postgres", ""));
    }

    @AfterAll
    static void stop() throws IOException {
        if (database != null) {
            database.close();
        }
    }

    private static Connection connect(String role, String password) throws SQLException {
        return DriverManager.getConnection(database.url(), role, password);
    }

    static List<ServiceCode> withDatabase() {
        return ServiceCode.all(DeployFolder.root()).stream()
                .filter(service -> service.schema().isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("withDatabase")
    void a_role_has_its_own_schema_and_no_other(ServiceCode service) throws SQLException {
        String schema = service.schema().orElseThrow();
        String other = schema.equals("score") ? "llm" : "score";
        String password = deployed.environment(service.name()).get("ASSAY_DB_PASSWORD");
        try (Connection connection = connect("assay_" + schema, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + schema + ".probe (at int)");
            statement.execute("drop table " + schema + ".probe");

            for (String place : List.of(other, "public")) {
                assertThatThrownBy(() -> statement.execute("create table " + place + ".probe (at int)"))
                        .hasMessageContaining("permission denied for schema " + place);
            }
        }
    }
}
