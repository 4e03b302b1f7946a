package dev.assay.llm.call;

import java.time.Instant;
import java.util.Optional;

/**
 * One call as it went over the wire.
 *
 * @param wireRequest the body as it was sent last; differs from the request's own where the server refused an option
 * @param wireResponse the body exactly as received, as far as it was; without the worker's keys, should the server echo
 *     one
 * @param limits what the server said of them
 * @param totalMs from sending the request to the last byte of the answer
 * @param firstTokenMs to the first text or reasoning; only of streams
 */
public record Exchange(
        CallResult result,
        String wireRequest,
        String wireResponse,
        RateLimits limits,
        Instant startedAt,
        long totalMs,
        Optional<Long> firstTokenMs) {}
