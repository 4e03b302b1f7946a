package dev.assay.deploy.standalone;

import dev.assay.contracts.Topics;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The standalone overlay's broker as a process of this machine: its settings, its users, its topics and its rights. */
final class Broker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final String address;

    private Broker(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Formats a directory and starts the broker, by the two programs that the pod runs.
     *
     * @param overlay the folder of the overlay, with secrets
     * @param folder where the broker writes
     */
    static Broker start(Path overlay, Path folder) throws IOException {
        int port = freePort();
        int controllerPort = freePort();
        Files.createDirectories(folder);
        Path settings = folder.resolve("server.properties");
        Files.writeString(
                settings,
                Files.readString(overlay.resolve("kafka/server.properties"))
                        .replace("CLIENTS://:9092", "CLIENTS://127.0.0.1:" + port)
                        .replace("kafka:9092", "127.0.0.1:" + port)
                        .replace("9093", Integer.toString(controllerPort))
                        .replace("/var/lib/kafka/data", folder.toString()));
        String users = Files.readString(overlay.resolve("secrets/kafka-broker.env"))
                .strip()
                .replaceFirst("^BROKER_JAAS_CONFIG=", "");
        await(run(
                folder,
                users,
                "kafka.tools.StorageTool",
                "format",
                "--ignore-formatted",
                "--cluster-id",
                "YXNzYXktc3RhbmRhbG9uZQ",
                "--config",
                settings.toString()));
        Broker broker = new Broker(run(folder, users, "kafka.Kafka", settings.toString()), "127.0.0.1:" + port);
        try {
            broker.prepare(overlay);
            return broker;
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static Process run(Path folder, String users, String... program) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("kafka.log").toFile()));
        builder.environment().put("BROKER_JAAS_CONFIG", users);
        return builder.start();
    }

    private static void await(Process process) throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new IOException("the broker's directory could not be formatted; see kafka.log");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void prepare(Path overlay) throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(Files.readString(overlay.resolve("secrets/kafka-admin.properties"))));
        settings.put("bootstrap.servers", address);
        settings.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(lines(overlay, "topics.txt")
                            .map(words -> new NewTopic(words[0], Integer.parseInt(words[1]), (short) 1))
                            .toList())
                    .all()
                    .get();
            admin.createAcls(lines(overlay, "acls.txt").flatMap(Broker::rights).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Stream<AclBinding> rights(String[] words) {
        ResourcePattern resource =
                new ResourcePattern(ResourceType.fromString(words[1]), words[2], PatternType.LITERAL);
        return Stream.of(words[3].split(","))
                .map(operation -> new AclBinding(
                        resource,
                        new AccessControlEntry(
                                "User:" + words[0], "*", AclOperation.fromString(operation), AclPermissionType.ALLOW)));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Stream<String[]> lines(Path overlay, String file) throws IOException {
        return Files.readAllLines(overlay.resolve("kafka").resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "));
    }

    String address() {
        return address;
    }

    /** What a client of a service is set up with. */
    Map<String, Object> client(String loginModule) {
        return Map.of(
                "bootstrap.servers",
                address,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                loginModule,
                "max.request.size",
                Topics.MAX_RECORD_BYTES);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
