package dev.assay.llm.call;

import dev.assay.llm.WorkerConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides whether a failed call is made again, and when. */
@Singleton
public class RetryPolicy {

    private static final int LARGEST_SHIFT = 20;

    private final WorkerConfig.Retry config;
    private final RandomGenerator random;

    @Inject
    RetryPolicy(WorkerConfig config) {
        this(config.retry(), RandomGenerator.getDefault());
    }

    RetryPolicy(WorkerConfig.Retry config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    /**
     * How long to wait before the next call; absent where the failure is final.
     *
     * @param calls made so far, the failed one included
     * @param elapsed since the first of them began
     */
    public Optional<Duration> delayAfter(CallFailure failure, int calls, Duration elapsed) {
        if (!failure.kind().isPassing() || calls > config.max()) {
            return Optional.empty();
        }
        Duration own = backOff(calls);
        Duration delay =
                failure.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own);
        return elapsed.plus(delay).compareTo(config.maxTime()) > 0 ? Optional.empty() : Optional.of(delay);
    }

    /** Between half and all of the doubled delay, so that calls that failed together do not come back together. */
    private Duration backOff(int calls) {
        Duration doubled = config.firstDelay().multipliedBy(1L << Math.min(calls - 1, LARGEST_SHIFT));
        Duration bounded = doubled.compareTo(config.maxDelay()) < 0 ? doubled : config.maxDelay();
        return Duration.ofNanos((long) (bounded.toNanos() * (1 - random.nextDouble() / 2)));
    }
}
