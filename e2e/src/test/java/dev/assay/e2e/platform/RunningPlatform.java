package dev.assay.e2e.platform;

import dev.assay.local.platform.Platform;
import dev.assay.local.platform.PlatformOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The platform that the tests of this JVM share: five services, PostgreSQL and Kafka, started once. Its logs stay in {@code target/platform}. */
public final class RunningPlatform implements AutoCloseable {

    /** The services, each of which may be killed at any moment. */
    public static final List<String> SERVICES =
            List.of("llm-worker", "experiment-service", "executor-service", "scorer-service", "dataset-service");

    private static final Path HOME = Path.of("target", "platform");

    /** Machines that run tests are busy. */
    private static final Duration START = Duration.ofMinutes(10);

    private final Platform platform;
    private final Api api;
    private final Events events;

    RunningPlatform() {
        clear(HOME);
        platform = Platform.started(options());
        api = new Api(platform.url("experiment-service"));
        events = new Events(platform.bootstrapServers());
    }

    private static PlatformOptions options() {
        PlatformOptions options = PlatformOptions.forTest(root(), HOME);
        return new PlatformOptions(
                options.installation(),
                options.home(),
                options.ports(),
                options.environment(),
                Set.copyOf(SERVICES),
                options.extra(),
                START);
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
