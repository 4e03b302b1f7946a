package dev.assay.llm.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Short waits, credentials, a key, and the port that {@link ProblemServer} listens on. */
public class TestSettings implements QuarkusTestResourceLifecycleManager {

    static final String DATASET_PORT = "test.dataset.port";
    public static final String KEY = "sk-assay-test-0123456789abcdef";
    public static final String EXPERIMENT_TOKEN = "token-of-experiment-service";
    public static final String WORKER_TOKEN = "token-of-llm-worker";

    @Override
    public Map<String, String> start() {
        int port = freePort();
        return Map.ofEntries(
                Map.entry(DATASET_PORT, Integer.toString(port)),
                Map.entry("ASSAY_DATASET_URL", "http://127.0.0.1:" + port),
                Map.entry("ASSAY_API_KEY", KEY),
                Map.entry("assay.service.token", WORKER_TOKEN),
                Map.entry("assay.token.experiment", EXPERIMENT_TOKEN),
                Map.entry("assay.llm.claim-interval", "50ms"),
                Map.entry("assay.llm.publish-interval", "100ms"),
                Map.entry("assay.llm.publish-hold", "2s"),
                Map.entry("assay.llm.lost-call-interval", "100ms"),
                Map.entry("assay.llm.dataset-retry", "100ms"),
                Map.entry("assay.llm.circuit.open", "200ms"),
                Map.entry("assay.llm.retry.max", "3"),
                Map.entry("assay.llm.retry.first-delay", "20ms"),
                Map.entry("assay.llm.retry.max-delay", "100ms"),
                Map.entry("quarkus.log.category.\"dev.assay\".level", "DEBUG"),
                Map.entry("quarkus.http.test-port", "0"));
    }

    @Override
    public void stop() {
        // Nothing was started.
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
