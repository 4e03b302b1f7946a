package dev.assay.llm.call;

import java.time.Instant;

/**
 * One call as it went over the wire.
 *
 * @param wireResponse the body exactly as received, as far as it was; without the worker's keys, should the server echo
 *     one
 * @param totalMs from sending the request to the last byte of the answer
 */
public record Exchange(CallResult result, String wireResponse, Instant startedAt, long totalMs) {}
