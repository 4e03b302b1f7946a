package dev.assay.contracts.record;

/**
 * Token usage of a call, each kind counted once: {@code inputTokens} is without the cached ones, {@code outputTokens}
 * without the reasoning ones.
 */
public record Usage(
        long inputTokens, long outputTokens, long reasoningTokens, long cacheReadTokens, long cacheWriteTokens) {

    /** No call, no tokens. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                reasoningTokens + other.reasoningTokens,
                cacheReadTokens + other.cacheReadTokens,
                cacheWriteTokens + other.cacheWriteTokens);
    }

    public long total() {
        return inputTokens + outputTokens + reasoningTokens + cacheReadTokens + cacheWriteTokens;
    }
}
