package dev.assay.experiment.run;

/**
 * A request that must act once, however often it is sent.
 *
 * @param key chosen by the client
 * @param requestHash SHA-256 of method, path and body
 */
public record IdempotencyKey(String key, String requestHash) {}
