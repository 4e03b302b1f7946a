package dev.assay.contracts.model;

import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * A model as the catalogue knows it, or as experiments name it by its address.
 *
 * @param slug what experiments name it by; absent where the catalogue does not have it
 * @param provider name in the catalogue; host and port where the catalogue does not know the server
 * @param baseUrl of the server, up to and with {@code /v1}
 * @param name as the server knows it
 * @param protocol how it is spoken to unless an experiment says otherwise
 * @param protocols that its provider offers; absent where nobody knows
 * @param stream whether its answers are streamed unless an experiment says otherwise
 * @param capabilities of {@code json_object}, {@code json_schema} (by that protocol), {@code reasoning},
 *     {@code temperature}, {@code seed} and {@code streaming} those that it has
 * @param maxOutputTokens the most it writes; absent where unknown
 * @param contextTokens input and output together; absent where unknown
 * @param maxConcurrency calls at once, over all workers; absent means the default of experiments
 * @param timeoutSeconds for one call; absent means the default of experiments
 * @param price of today; absent means unknown, never zero
 * @param keyVariable the variable of the worker's environment that holds its key; absent where it needs none
 * @param keySet whether that variable is set
 * @param experiments that use it; absent where they were not counted
 */
public record Model(
        Optional<String> slug,
        Optional<String> label,
        String provider,
        String baseUrl,
        String name,
        Protocol protocol,
        Optional<List<Protocol>> protocols,
        boolean stream,
        List<String> capabilities,
        Optional<Integer> maxOutputTokens,
        Optional<Integer> contextTokens,
        Optional<Integer> maxConcurrency,
        Optional<Integer> timeoutSeconds,
        Optional<Price> price,
        Optional<String> keyVariable,
        boolean keySet,
        Optional<Long> experiments) {

    /** Whether it has a capability. */
    public boolean can(String capability) {
        return capabilities.contains(capability);
    }

    /** The same, with the number of experiments that use it. */
    public Model usedBy(long count) {
        return new Model(
                slug,
                label,
                provider,
                baseUrl,
                name,
                protocol,
                protocols,
                stream,
                capabilities,
                maxOutputTokens,
                contextTokens,
                maxConcurrency,
                timeoutSeconds,
                price,
                keyVariable,
                keySet,
                Optional.of(count));
    }
}
