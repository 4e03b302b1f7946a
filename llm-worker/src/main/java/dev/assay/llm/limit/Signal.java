package dev.assay.llm.limit;

import dev.assay.llm.call.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a call showed about its provider.
 *
 * @param begunAt when it was claimed, by the database's clock
 * @param message what a failure said; holds no secret
 * @param retryAfter how long the server asked to wait
 * @param told what the server said about its limits
 * @param tokensHeld of the limit per minute, when the call began
 * @param tokensUsed as the server counted; absent where it did not say
 */
public record Signal(
        Result result,
        Instant begunAt,
        String message,
        Optional<Duration> retryAfter,
        RateLimits told,
        long tokensHeld,
        Optional<Long> tokensUsed) {

    /** What came of the call, as far as it says something about the provider. */
    public enum Result {
        /** The provider works: it answered, or it refused this one request. */
        WORKS,
        /** Too many requests (429). */
        RATE_LIMITED,
        /** Too much load (503, 529). */
        OVERLOADED,
        /** It did not answer, or with what is no answer. */
        FAILED
    }
}
