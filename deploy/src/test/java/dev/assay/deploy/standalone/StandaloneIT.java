package dev.assay.deploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.deploy.code.ServiceCode;
import dev.assay.deploy.render.Command;
import dev.assay.deploy.render.DeployFolder;
import dev.assay.embedded.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The standalone overlay without a cluster: its broker, its database's roles and its services run as processes of this
 * machine, each with the environment that its pod would have. What only a cluster has is not tried here: probes, policies,
 * volumes and the images.
 */
class StandaloneIT {

    private static final int PROBLEMS = 4;
    private static final String RUNNER_SOCKET = "ASSAY_EXECUTOR_RUNNER_SOCKET";

    private static DeployFolder deploy;
    private static Deployed deployed;
    private static Broker broker;
    private static EmbeddedDatabase database;
    private static List<ServiceCode> code;

    @BeforeAll
    static void start() throws IOException, SQLException {
        deploy = DeployFolder.copy("standalone");
        Path overlay = deploy.path("overlays/standalone");
        deployed = new Deployed(deploy.overlay("standalone"));
        code = ServiceCode.all(DeployFolder.root());
        broker = Broker.start(overlay, deploy.path("kafka"));
        database = EmbeddedDatabase.start(deploy.path("postgres"), deploy.path("postgres-programs"), 0, false);
        database.prepare(List.of());
        Script.run(
                overlay.resolve("postgres/init.sql"),
                overlay.resolve("secrets/postgres.env"),
                DriverManager.getConnection(database.url(), "postgres", ""));
    }

    @AfterAll
    static void stop() throws IOException {
        if (database != null) {
            database.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    /** Broker, roles, credentials, addresses and settings fit together, or no trial would be judged. */
    @Test
    void the_demo_runs_with_the_environments_of_the_pods() throws IOException {
        try (Processes processes = new Processes(deploy.path("logs"))) {
            Map<String, String> hosts = hosts();
            processes.startRunner(environmentOfRunner());
            for (ServiceCode service : code) {
                processes.start(service.name(), environment(service, hosts));
            }
            processes.awaitReady(Duration.ofMinutes(5));

            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djdk.reflect.useNativeAccessorOnly=true",
                    "-cp",
                    DeployFolder.root().resolve("cli/target/cli") + "/*",
                    "dev.assay.cli.Assay"));
            command.addAll(List.of("demo", "--no-color"));
            Command.Result demo = Command.run(
                    command,
                    Map.of(
                            "ASSAY_ROOT", rootWithAFewProblems().toString(),
                            "ASSAY_URL", hosts.get("http://experiment-service:7070"),
                            "ASSAY_MODEL_URL", hosts.get("http://model-server:7075") + "/v1"));

            assertThat(demo.code()).as("%s%n%s", demo.output(), demo.errors()).isZero();
            assertThat(demo.errors()).contains(" trials of ");
        }
    }

    /** Whether the parts fit together shows at the first problems; there are tests of the whole set. */
    private static Path rootWithAFewProblems() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode set = (ObjectNode) json.readTree(
                DeployFolder.root().resolve("datasets/starter/starter.json").toFile());
        List<JsonNode> few = new ArrayList<>();
        set.withArray("problems").forEach(few::add);
        set.putArray("problems").addAll(few.subList(0, PROBLEMS));
        Path root = deploy.path("few");
        Files.createDirectories(root.resolve("datasets/starter"));
        json.writeValue(root.resolve("datasets/starter/starter.json").toFile(), set);
        return root;
    }

    /** Names of the cluster, and what they are on this machine. */
    private static Map<String, String> hosts() throws IOException {
        Map<String, String> hosts = new TreeMap<>();
        for (ServiceCode service : code) {
            hosts.put("http://" + service.name() + ":" + service.port(), "http://127.0.0.1:" + Broker.freePort());
        }
        hosts.put("kafka:9092", broker.address());
        hosts.put("jdbc:postgresql://postgres:5432/assay", database.url());
        return hosts;
    }

    private static Map<String, String> environmentOfRunner() {
        Map<String, String> variables = deployed.environment(
                "executor-service", container -> container.path("name").asText().equals("sandbox-runner"));
        variables.put(RUNNER_SOCKET, runnerSocket());
        return variables;
    }

    /** In the pod it is in a volume that both containers mount. */
    private static String runnerSocket() {
        return deploy.path("runner.sock").toString();
    }

    private static Map<String, String> environment(ServiceCode service, Map<String, String> hosts) {
        Map<String, String> variables = new TreeMap<>(deployed.environment(service.name()));
        variables.replaceAll((name, value) -> hosts.getOrDefault(value, value));
        String own = hosts.get("http://" + service.name() + ":" + service.port());
        variables.put("QUARKUS_HTTP_PORT", own.substring(own.lastIndexOf(':') + 1));
        // The one thing that is not as in the pod: nothing of this machine listens to the world.
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.computeIfPresent(RUNNER_SOCKET, (name, socket) -> runnerSocket());
        variables.computeIfPresent(
                "ASSAY_CACHE_DIR", (name, folder) -> deploy.path("cache").toString());
        return variables;
    }
}
