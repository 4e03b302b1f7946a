package dev.assay.benchmark.calls;

import dev.assay.contracts.json.AssayJson;
import dev.assay.local.component.Component.Running;
import dev.assay.local.component.JavaProcess;
import dev.assay.local.platform.Platform;
import dev.assay.local.process.Signals;
import dev.assay.local.settings.ChangedSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One llm-worker that the platform keeps, and replicas of it, all with a catalogue that knows the provider. */
final class Workers implements AutoCloseable {

    static final String SERVICE = "llm-worker";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Platform platform;
    private final Provider provider;
    private final int requestsPerMinute;
    private final Path folder;
    private final List<Replica> replicas = new ArrayList<>();

    private record Replica(String name, JavaProcess process, Running running) {}

    /** @param requestsPerMinute for each of the provider's two addresses; 0: no limit */
    Workers(Platform platform, Provider provider, int requestsPerMinute) {
        this.platform = platform;
        this.provider = provider;
        this.requestsPerMinute = requestsPerMinute;
        try {
            this.folder = Files.createTempDirectory("assay-catalogue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        platform.change(new ChangedSettings(Map.of(SERVICE, variables(SERVICE))));
        platform.awaitReady(SERVICE, PATIENCE);
    }

    /** Starts or ends replicas in order, until there are so many workers in all. */
    void scaleTo(int workers) {
        while (replicas.size() < workers - 1) {
            String name = SERVICE + "-" + (replicas.size() + 2);
            JavaProcess process = platform.replica(SERVICE, name, freePort(), variables(name));
            replicas.add(new Replica(name, process, start(process)));
        }
        while (replicas.size() > workers - 1) {
            Running ending = replicas.removeLast().running();
            Signals.terminate(ending.identity());
            ending.end().join();
        }
    }

    /** Kills a worker, from 0, as a crash would, and has it started again; returns its name when it is gone. */
    String kill(int number) {
        if (number == 0) {
            platform.kill(SERVICE);
            return SERVICE;
        }
        Replica replica = replicas.get(number - 1);
        Signals.kill(replica.running().identity());
        replica.running().end().join();
        return replica.name();
    }

    /** Starts a killed worker again where the platform does not, and returns when it is ready. */
    void awaitBack(int number) {
        if (number == 0) {
            platform.awaitReady(SERVICE, PATIENCE);
            return;
        }
        Replica replica = replicas.get(number - 1);
        replicas.set(number - 1, new Replica(replica.name(), replica.process(), start(replica.process())));
    }

    /** The name of a worker, from 0, in the provider's journal. */
    String name(int number) {
        return number == 0 ? SERVICE : replicas.get(number - 1).name();
    }

    private static Running start(JavaProcess process) {
        try {
            Running running = process.start();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!process.isReady()) {
                if (running.end().isDone() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(process.name() + " does not start; see its log");
                }
                Pause.of(Duration.ofMillis(100));
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> variables(String worker) {
        Map<String, Object> providers = new LinkedHashMap<>();
        providers.put("bench-unary", entry(provider.unaryUrl(), false, worker));
        providers.put("bench-stream", entry(provider.streamUrl(), true, worker));
        Path file = folder.resolve(worker + ".yaml");
        try {
            // JSON is YAML.
            Files.writeString(file, AssayJson.write(Map.of("providers", providers)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("ASSAY_LLM_CATALOGUE", file.toString(), "ASSAY_LLM_WORKER_ID", worker);
    }

    private Map<String, Object> entry(String url, boolean stream, String worker) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("base_url", url);
        entry.put("stream", stream);
        entry.put("headers", Map.of(Provider.WORKER_HEADER, worker));
        if (requestsPerMinute > 0) {
            entry.put("limits", Map.of("requests_per_minute", requestsPerMinute));
        }
        return entry;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        scaleTo(1);
    }
}
