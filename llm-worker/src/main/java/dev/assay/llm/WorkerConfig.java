package dev.assay.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The worker's settings, under {@code assay.llm} (in the environment {@code ASSAY_LLM_…}). The keys of model servers are
 * not among them: OPENROUTER_API_KEY, OPENAI_API_KEY, ANTHROPIC_API_KEY, ASSAY_API_KEY and those that the catalogue names.
 */
@ConfigMapping(prefix = "assay.llm")
public interface WorkerConfig {

    /** How often the ledger is looked through for calls to make when nothing woke the worker; also on which beat a call waits that has to wait for money. */
    @WithDefault("500ms")
    Duration claimInterval();

    /** Calls that one worker has in hand at once, over all models; bounds its memory. A model's own limit is in its experiment. */
    @WithDefault("256")
    @Min(1)
    @Max(4096)
    int maxCallsInHand();

    /**
     * The name of this worker: the same after a restart, and no other worker's. Where it is not set, host and port. By it
     * a worker that was killed and comes back makes its lost calls again at once, not when their leases have run out.
     */
    Optional<String> workerId();

    /** How long a claim holds without renewal; after it, a call counts as lost and is made again. By the database's clock. */
    @WithDefault("90s")
    Duration leaseDuration();

    /** How often the claims of the calls in hand are renewed. */
    @WithDefault("30s")
    Duration leaseRenewal();

    /** How often lost calls are looked for. */
    @WithDefault("5s")
    Duration lostCallInterval();

    /** How often events are looked for that are not out yet when nothing woke the worker. */
    @WithDefault("1s")
    Duration publishInterval();

    /** How long a worker that began to publish an event keeps the others from doing the same. */
    @WithDefault("10s")
    Duration publishHold();

    /** The most that is read of a response. */
    @WithDefault("8388608")
    @Min(1024)
    int maxResponseBytes();

    /** Public problems kept in memory. */
    @WithDefault("1000")
    @Min(1)
    int cachedProblems();

    /** How long a call waits whose problem cannot be read because dataset-service is away. */
    @WithDefault("2s")
    Duration datasetRetry();

    /** Files of the model catalogue, joined by commas; each over the ones before it, all over the one that ships with the worker. */
    Optional<List<Path>> catalogue();

    /** How failed calls are made again. */
    Retry retry();

    /** When a provider that keeps failing is left alone. */
    Circuit circuit();

    /** When a provider that keeps failing is left alone. */
    interface Circuit {

        /** Failed calls one after another, over all workers, after which nothing is sent for a while. */
        @WithDefault("10")
        @Min(2)
        int failures();

        /** How long, before one call tries again; doubles with each that fails. */
        @WithDefault("15s")
        Duration open();

        /** The longest such time. */
        @WithDefault("5m")
        Duration longest();
    }

    /** How failed calls are made again: after a wait that doubles each time, with jitter. */
    interface Retry {

        /** Calls after the first one. */
        @WithDefault("5")
        @Min(0)
        @Max(100)
        int max();

        /** The wait before the second call; the server's {@code Retry-After} stands above it. */
        @WithDefault("1s")
        Duration firstDelay();

        /** The longest wait, unless the server asks for a longer one. */
        @WithDefault("60s")
        Duration maxDelay();

        /** From the first call on; no call begins later than that. */
        @WithDefault("15m")
        Duration maxTime();
    }
}
