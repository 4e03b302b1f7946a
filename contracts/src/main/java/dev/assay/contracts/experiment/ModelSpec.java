package dev.assay.contracts.experiment;

import java.util.Optional;

/**
 * Which model, where, and how hard it may be used. Holds no key: the worker finds it by the server.
 *
 * @param baseUrl of the server, up to and with {@code /v1}
 * @param name as the server knows it
 * @param maxConcurrency calls at once, over all workers; 1 to 1024
 * @param timeoutSeconds for one call; 1 to 3600
 * @param price absent means unknown, never zero
 * @param slug of the model in llm-worker's catalogue; absent where the experiment gave an address
 * @param protocol absent means what the catalogue says of the server, and chat completions where it says nothing
 * @param stream whether the answer is streamed; absent means what the catalogue says, and no where it says nothing
 */
public record ModelSpec(
        String baseUrl,
        String name,
        int maxConcurrency,
        int timeoutSeconds,
        Optional<Price> price,
        Optional<String> slug,
        Optional<Protocol> protocol,
        Optional<Boolean> stream) {

    /** A model by its address alone. */
    public ModelSpec(String baseUrl, String name, int maxConcurrency, int timeoutSeconds, Optional<Price> price) {
        this(
                baseUrl,
                name,
                maxConcurrency,
                timeoutSeconds,
                price,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same model, used harder or less hard. */
    public ModelSpec withMaxConcurrency(int calls) {
        return new ModelSpec(baseUrl, name, calls, timeoutSeconds, price, slug, protocol, stream);
    }

    /** What windows, limits and circuits are counted by. */
    public String key() {
        return baseUrl + "|" + name;
    }
}
