package dev.assay.llm.ledger;

import dev.assay.llm.WorkerConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The name under which this worker claims calls. */
@Singleton
class WorkerId {

    private final String value;

    @Inject
    WorkerId(WorkerConfig config, @ConfigProperty(name = "quarkus.http.port") int port) {
        this.value = config.workerId().orElseGet(() -> hostName() + ":" + port);
    }

    String value() {
        return value;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
