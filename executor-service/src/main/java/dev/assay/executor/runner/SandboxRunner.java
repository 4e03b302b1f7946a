package dev.assay.executor.runner;

import dev.assay.executor.ExecutorSettings;
import dev.assay.executor.judge.ReferenceResults;
import dev.assay.executor.language.RuntimeCatalog;
import dev.assay.executor.language.Runtimes;
import dev.assay.executor.sandbox.Sandboxes;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The process under which untrusted code runs. It holds no credential and reaches no network service: an executor sends
 * it over a Unix socket what to run and against which tests, and gets back what came of it. Configured by the same
 * environment variables as the executor ({@link ExecutorSettings}).
 */
public final class SandboxRunner {

    /** With this argument it ends when its standard input does, and so with the process that started it. */
    static final String WITH_PARENT = "--with-parent";

    private static final Logger LOG = Logger.getLogger(SandboxRunner.class);

    /** Less than the grace of a pod, which both containers get at once. */
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(50);

    private SandboxRunner() {}

    /** Serves until it is ended. */
    public static void main(String[] arguments) throws IOException {
        ExecutorSettings settings = settings();
        Path socket = settings.runnerSocket()
                .orElseThrow(() -> new IllegalArgumentException(
                        "sandbox-runner needs to know its socket: set ASSAY_EXECUTOR_RUNNER_SOCKET"));
        IsolationChoice.Chosen chosen = IsolationChoice.of(settings);
        Optional<Workshop> workshop = chosen.sandboxes().map(open -> workshop(settings, open));
        RunnerServer server = RunnerServer.open(socket, chosen.isolation(), workshop);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, chosen.sandboxes())));
        if (arguments.length > 0 && arguments[0].equals(WITH_PARENT)) {
            Thread.ofPlatform().daemon().name("parent").start(() -> endWithParent(server));
        }
        server.serve();
    }

    private static ExecutorSettings settings() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDiscoveredConverters()
                .withMapping(ExecutorSettings.class)
                .withValidateUnknown(false)
                .build();
        return config.getConfigMapping(ExecutorSettings.class);
    }

    private static Workshop workshop(ExecutorSettings settings, Sandboxes sandboxes) {
        RuntimeCatalog catalog = settings.runtimes().map(RuntimeCatalog::with).orElseGet(RuntimeCatalog::builtIn);
        return new Workshop(
                sandboxes,
                new Runtimes(catalog, () -> sandboxes),
                new ReferenceResults(settings.referenceCacheBytes()));
    }

    private static void endWithParent(RunnerServer server) {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
            server.close();
        } catch (IOException e) {
            LOG.warnf("the parent's pipe broke: %s", e.getMessage());
        }
    }

    private static void end(RunnerServer server, Optional<Sandboxes> sandboxes) {
        try {
            server.awaitNoExecutor(LONGEST_FAREWELL);
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warnf("the socket stays: %s", e.getMessage());
        }
        sandboxes.ifPresent(Sandboxes::close);
    }
}
