package dev.assay.e2e.platform;

import dev.assay.local.platform.Platform;
import dev.assay.local.platform.PlatformOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The platform that the tests of this JVM share: five services, PostgreSQL and Kafka, started once. Its logs stay in {@code target/platform}. */
public final class RunningPlatform implements AutoCloseable {

    /** The services, each of which may be killed at any moment. */
    public static final List<String> SERVICES =
            List.of("llm-worker", "experiment-service", "executor-service", "scorer-service", "dataset-service");

    private static final Path HOME = Path.of("target", "platform");

    private final Platform platform;
    private final Api api;
    private final Events events;

    RunningPlatform() {
        clear(HOME);
        Path root = Path.of("").toAbsolutePath().getParent();
        platform = Platform.started(PlatformOptions.forTest(root, HOME).withServices(SERVICES.toArray(String[]::new)));
        api = new Api(platform.url("experiment-service"));
        events = new Events(platform.bootstrapServers());
    }

    public Platform processes() {
        return platform;
    }

    public Api api() {
        return api;
    }

    public Events events() {
        return events;
    }

    /** Where the public API answers. */
    public String url() {
        return platform.url("experiment-service").toString();
    }

    /** The project's folder. */
    public static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }

    private static void clear(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
