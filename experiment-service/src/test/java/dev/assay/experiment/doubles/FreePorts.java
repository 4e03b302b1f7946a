package dev.assay.experiment.doubles;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Tells the service where its {@link Neighbours} will be. */
public class FreePorts implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        String url = "http://127.0.0.1:" + freePort();
        return Map.of(
                "ASSAY_DATASET_URL",
                url,
                "ASSAY_LLM_URL",
                url,
                "ASSAY_SCORER_URL",
                url,
                "ASSAY_EXECUTOR_URL",
                url,
                "assay.service.token",
                Neighbours.TOKEN,
                "assay.experiment.dispatch.first-back-off",
                "50ms",
                "assay.experiment.dispatch.longest-back-off",
                "200ms",
                "assay.experiment.dispatch.stalled-check",
                "200ms",
                "assay.experiment.services.answer-timeout",
                "5s");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
