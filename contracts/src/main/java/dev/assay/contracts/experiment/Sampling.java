package dev.assay.contracts.experiment;

import java.util.Optional;

/**
 * Sampling parameters of a call.
 *
 * @param temperature 0 to 2
 * @param topP above 0 to 1
 */
public record Sampling(double temperature, Optional<Double> topP, int maxOutputTokens, Optional<Long> seed) {}
