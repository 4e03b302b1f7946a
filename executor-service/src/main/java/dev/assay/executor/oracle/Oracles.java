package dev.assay.executor.oracle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.executor.ExecutorSettings;
import dev.assay.frame.drain.Drain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Oracles by their hash. One that has been fetched is kept, in its JSON, unless its limits may still change because its
 * reference has not been measured.
 */
@ApplicationScoped
public class Oracles {

    private static final Logger LOG = Logger.getLogger(Oracles.class);
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int CLIENT_ERROR = 400;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final OracleApi api;
    private final Drain drain;
    private final Cache<String, byte[]> known;

    Oracles(@RestClient OracleApi api, Drain drain, ExecutorSettings settings) {
        this.api = api;
        this.drain = drain;
        this.known = Caffeine.newBuilder()
                .maximumWeight(settings.oracleCacheBytes())
                .weigher((String hash, byte[] json) -> json.length)
                .build();
    }

    /** The oracle; throws {@link OracleUnavailable} where it cannot be had, after bounded repetition. */
    public OracleProblem byHash(String hash) {
        byte[] kept = known.getIfPresent(hash);
        if (kept != null) {
            return AssayJson.read(kept, OracleProblem.class);
        }
        byte[] fetched = fetch(hash);
        OracleProblem oracle = AssayJson.read(fetched, OracleProblem.class);
        if (oracle.limits().cpuSeconds().isPresent() || oracle.referenceCpuMs().isPresent()) {
            known.put(hash, fetched);
        }
        return oracle;
    }

    private byte[] fetch(String hash) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return api.get(hash);
            } catch (WebApplicationException | ProcessingException e) {
                OracleUnavailable reason = reason(hash, e);
                if (!reason.isRetryable() || attempt == ATTEMPTS) {
                    throw reason;
                }
                LOG.warnf("oracle %s: trying again in %d ms: %s", hash, pause.toMillis(), e.getMessage());
                drain.pause(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    private static OracleUnavailable reason(String hash, RuntimeException failure) {
        int status = failure instanceof WebApplicationException answer
                ? answer.getResponse().getStatus()
                : SERVER_ERROR;
        if (status == NOT_FOUND) {
            return new OracleUnavailable("oracle_missing", "dataset-service has no oracle " + hash, false, failure);
        }
        if (status >= CLIENT_ERROR && status < SERVER_ERROR) {
            return new OracleUnavailable(
                    "oracle_refused",
                    "dataset-service refuses the executor with status " + status + "; check ASSAY_SERVICE_TOKEN",
                    false,
                    failure);
        }
        return new OracleUnavailable(
                "oracle_unreachable", "dataset-service does not answer: " + failure.getMessage(), true, failure);
    }
}
