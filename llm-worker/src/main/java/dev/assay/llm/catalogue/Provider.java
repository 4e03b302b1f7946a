package dev.assay.llm.catalogue;

import dev.assay.contracts.experiment.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model server.
 *
 * @param name of the provider in the catalogue; host and port where the catalogue does not know the server
 * @param baseUrl up to and with {@code /v1}
 * @param protocols that it offers; absent where nobody knows
 * @param keyVariable the variable of the worker's environment that holds the key; absent where the rules by host hold
 * @param stream whether its models' answers are streamed unless something nearer says otherwise
 * @param routing whether it is a router that says what it used and charged, as OpenRouter does
 * @param headers further headers of every call; never a key
 */
public record Provider(
        String name,
        String baseUrl,
        Protocol protocol,
        Optional<List<Protocol>> protocols,
        Optional<String> keyVariable,
        Limits limits,
        boolean stream,
        boolean routing,
        Map<String, String> headers) {

    /**
     * What a provider allows, over all replicas and models; absent means that nothing is known.
     *
     * @param requestsPerMinute at least 1
     * @param tokensPerMinute input and output together; at least 1
     * @param maxConcurrency calls at once; at least 1
     */
    public record Limits(
            Optional<Integer> requestsPerMinute, Optional<Long> tokensPerMinute, Optional<Integer> maxConcurrency) {

        /** Nothing is known. */
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
