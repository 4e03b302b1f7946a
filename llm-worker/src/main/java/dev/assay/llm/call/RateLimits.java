package dev.assay.llm.call;

import java.time.Duration;
import java.util.Optional;

/**
 * What a server said about its limits beside an answer. Absent where it said nothing.
 *
 * @param requests calls per minute
 * @param tokens per minute; input and output together, or the smaller where they are apart
 */
public record RateLimits(Quota requests, Quota tokens) {

    /** The server said nothing. */
    public static final RateLimits NONE = new RateLimits(Quota.NONE, Quota.NONE);

    /**
     * One limit.
     *
     * @param limit in its whole period
     * @param remaining of it
     * @param reset until it is whole again
     */
    public record Quota(Optional<Long> limit, Optional<Long> remaining, Optional<Duration> reset) {

        static final Quota NONE = new Quota(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
