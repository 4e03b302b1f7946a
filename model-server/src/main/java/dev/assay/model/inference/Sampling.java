package dev.assay.model.inference;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How tokens are chosen and when to stop.
 *
 * @param temperature 0 takes the likeliest token always
 * @param topP the share of probability that is drawn from, above 0 and at most 1
 * @param maxTokens at most so many; without it until the context is full
 * @param seed for the same answer again at a temperature above 0
 * @param stops texts before which the answer ends
 */
public record Sampling(
        double temperature,
        double topP,
        double frequencyPenalty,
        double presencePenalty,
        OptionalInt maxTokens,
        OptionalLong seed,
        List<String> stops) {

    public Sampling {
        stops = List.copyOf(stops);
    }
}
