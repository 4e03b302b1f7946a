package dev.assay.deploy.standalone;

import dev.assay.deploy.render.DeployFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Services as they are packaged, each a process that gets the given environment and nothing else of ours. */
final class Processes implements AutoCloseable {

    private static final int OK = 200;

    private final Path logs;
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, URI> readiness = new LinkedHashMap<>();

    Processes(Path logs) throws IOException {
        this.logs = Files.createDirectories(logs);
    }

    void start(String service, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        DeployFolder.root()
                                .resolve(service)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve(service + ".log").toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR"));
        builder.environment().putAll(variables);
        processes.put(service, builder.start());
        readiness.put(
                service, URI.create("http://127.0.0.1:" + variables.get("QUARKUS_HTTP_PORT") + "/q/health/ready"));
    }

    /** Starts what the second container of the executor's pod starts: the script that lies in the image beside the service. */
    void startRunner(Map<String, String> variables) throws IOException {
        Path script = Files.copy(
                DeployFolder.root().resolve("deploy/images/sandbox-runner"),
                DeployFolder.root().resolve("executor-service/target/quarkus-app/sandbox-runner"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        ProcessBuilder builder = new ProcessBuilder(script.toString())
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("sandbox-runner.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment()
                .put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin:/usr/sbin:/sbin");
        processes.put("sandbox-runner", builder.start());
    }

    void awaitReady(Duration patience) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            readiness.forEach((service, address) -> Awaitility.await(service + " is ready; its log is in " + logs)
                    .atMost(patience)
                    .failFast(
                            service + " ended; its log is in " + logs,
                            () -> !processes.get(service).isAlive())
                    .until(() -> isReady(http, address)));
        }
    }

    private static boolean isReady(HttpClient http, URI address) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroy);
        processes.values().forEach(process -> process.onExit().join());
    }
}
