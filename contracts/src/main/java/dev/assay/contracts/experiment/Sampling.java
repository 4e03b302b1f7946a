package dev.assay.contracts.experiment;

import java.util.Optional;

/**
 * Sampling parameters of a call.
 *
 * @param temperature 0 to 2
 * @param topP above 0 to 1
 * @param reasoningEffort how hard a reasoning model thinks, in the provider's word: {@code low}, {@code high} …
 * @param responseFormat absent where any text will do
 */
public record Sampling(
        double temperature,
        Optional<Double> topP,
        int maxOutputTokens,
        Optional<Long> seed,
        Optional<String> reasoningEffort,
        Optional<ResponseFormat> responseFormat) {

    /** Text in any form, with the model's own effort. */
    public Sampling(double temperature, Optional<Double> topP, int maxOutputTokens, Optional<Long> seed) {
        this(temperature, topP, maxOutputTokens, seed, Optional.empty(), Optional.empty());
    }

    /** The same under another seed. */
    public Sampling withSeed(long other) {
        return new Sampling(temperature, topP, maxOutputTokens, Optional.of(other), reasoningEffort, responseFormat);
    }
}
