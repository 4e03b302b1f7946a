package dev.assay.frame.oracle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.OracleProblem;
import dev.assay.frame.drain.Drain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Oracles by their hash. One that has been fetched is kept, in its JSON; its limits may still change while its reference
 * has not been measured.
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

    Oracles(
            @RestClient OracleApi api,
            Drain drain,
            @ConfigProperty(name = "assay.oracle-cache-bytes", defaultValue = "16777216") long cacheBytes) {
        this.api = api;
        this.drain = drain;
        this.known = Caffeine.newBuilder()
                .maximumWeight(cacheBytes)
                .weigher((String hash, byte[] json) -> json.length)
                .build();
    }

    /**
     * The oracle with the limits that hold now; throws {@link OracleUnavailable} where it cannot be had, after bounded
     * repetition.
     */
    public OracleProblem byHash(String hash) {
        return kept(hash).filter(Oracles::isSettled).orElseGet(() -> fetched(hash));
    }

    /**
     * As {@link #byHash}, for those who run nothing: what answers are judged by never changes, and what its reference took
     * may be out of date.
     */
    public OracleProblem contentOf(String hash) {
        return kept(hash).orElseGet(() -> fetched(hash));
    }

    private Optional<OracleProblem> kept(String hash) {
        return Optional.ofNullable(known.getIfPresent(hash)).map(json -> AssayJson.read(json, OracleProblem.class));
    }

    private OracleProblem fetched(String hash) {
        byte[] json = fetch(hash);
        known.put(hash, json);
        return AssayJson.read(json, OracleProblem.class);
    }

    private static boolean isSettled(OracleProblem oracle) {
        return oracle.limits().cpuSeconds().isPresent()
                || oracle.referenceCpuMs().isPresent();
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
                    "dataset-service refuses this service with status " + status + "; check ASSAY_SERVICE_TOKEN",
                    false,
                    failure);
        }
        return new OracleUnavailable(
                "oracle_unreachable", "dataset-service does not answer: " + failure.getMessage(), true, failure);
    }
}
