package dev.assay.executor.runner;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.sandbox.SandboxUnavailable;
import dev.assay.executor.sandbox.TemporaryFolder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A runner that this process starts and that ends with it. Its environment is empty but for the settings of the
 * sandboxes, so that there is no secret in it.
 */
public final class RunnerProcess implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("sandbox-runner");
    private static final Path FAST_JAR = Path.of("quarkus-run.jar");
    private static final long START_SECONDS = 120;
    private static final long STEP_MS = 20;
    private static final long END_SECONDS = 20;

    private final Process process;
    private final TemporaryFolder folder;

    private RunnerProcess(Process process, TemporaryFolder folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts one and waits until it serves; throws {@link SandboxUnavailable} where it does not. */
    public static RunnerProcess start(ExecutorSettings settings) {
        try {
            TemporaryFolder folder = TemporaryFolder.create("assay-runner-");
            ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment(settings, folder.path()));
            RunnerProcess runner = new RunnerProcess(builder.start(), folder);
            Thread.ofPlatform().daemon().name("sandbox-runner-log").start(runner::log);
            runner.awaitSocket();
            return runner;
        } catch (IOException e) {
            throw new SandboxUnavailable("sandbox-runner cannot be started: " + e.getMessage(), e);
        }
    }

    public Path socket() {
        return socket(folder.path());
    }

    /** Asks it to end by the end of its input, and waits for that. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("sandbox-runner leaves its socket", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSocket() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try {
            while (!Files.exists(socket())) {
                if (process.waitFor(STEP_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    close();
                    throw new SandboxUnavailable("sandbox-runner does not start; the log says why");
                }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new SandboxUnavailable("interrupted while sandbox-runner was starting", e);
        }
    }

    private void log() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(LOG::info);
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf("no more lines: %s", e.getMessage());
        }
    }

    private static List<String> command() throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.jboss.logging.provider=jdk",
                "-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%6$s",
                "-cp",
                classPath(),
                SandboxRunner.class.getName(),
                SandboxRunner.WITH_PARENT);
    }

    /**
     * Of this process; where that is Quarkus' starter, what that would load. Without JBoss' log manager, which complains
     * where it is not the one in use.
     */
    private static String classPath() throws IOException {
        List<Path> own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        boolean fastJar = FAST_JAR.equals(own.getFirst().getFileName());
        List<Path> jars = fastJar ? jarsOf(own.getFirst().toAbsolutePath().getParent()) : own;
        return jars.stream()
                .filter(jar -> !jar.getFileName().toString().contains("jboss-logmanager"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> jarsOf(Path home) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String folder : List.of("quarkus", "app", "lib/main", "lib/boot")) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve(folder), "*.jar")) {
                files.forEach(jars::add);
            }
        }
        return jars;
    }

    private static Map<String, String> environment(ExecutorSettings settings, Path folder) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ASSAY_EXECUTOR_RUNNER_SOCKET", socket(folder).toString());
        environment.put("ASSAY_EXECUTOR_FIRST_SLOT", Integer.toString(settings.firstSlot()));
        environment.put("ASSAY_EXECUTOR_WARM", Boolean.toString(settings.warm()));
        environment.put("ASSAY_EXECUTOR_WARM_RUNS", Integer.toString(settings.warmRuns()));
        environment.put("ASSAY_EXECUTOR_REFERENCE_CACHE_BYTES", Long.toString(settings.referenceCacheBytes()));
        put(environment, "ASSAY_EXECUTOR_SLOTS", settings.slots());
        put(environment, "ASSAY_EXECUTOR_TIER", settings.tier());
        put(environment, "ASSAY_EXECUTOR_WARM_PRELOAD", settings.warmPreload().map(names -> String.join(",", names)));
        put(environment, "ASSAY_EXECUTOR_RUNTIMES", settings.runtimes().map(Path::toAbsolutePath));
        return environment;
    }

    private static void put(Map<String, String> environment, String name, Optional<?> value) {
        value.ifPresent(given -> environment.put(name, given.toString()));
    }

    private static Path socket(Path folder) {
        return folder.resolve("runner.sock");
    }
}
