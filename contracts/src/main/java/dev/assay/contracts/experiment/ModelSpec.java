package dev.assay.contracts.experiment;

import java.util.Optional;

/**
 * Which model, where, and how hard it may be used. Holds no key: the worker finds it by the host of the URL.
 *
 * @param baseUrl of an OpenAI-compatible server, up to and with {@code /v1}
 * @param maxConcurrency calls at once, over all workers; 1 to 1024
 * @param timeoutSeconds for one call; 1 to 3600
 * @param price absent means unknown, never zero
 */
public record ModelSpec(String baseUrl, String name, int maxConcurrency, int timeoutSeconds, Optional<Price> price) {

    /** What windows, limits and circuits are counted by. */
    public String key() {
        return baseUrl + "|" + name;
    }
}
