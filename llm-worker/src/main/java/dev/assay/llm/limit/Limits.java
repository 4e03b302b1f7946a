package dev.assay.llm.limit;

import java.util.Optional;

/**
 * How much a provider takes for one key, over all workers; absent where nobody knows.
 *
 * @param requestsPerMinute 1 or more
 * @param tokensPerMinute 1 or more; prompt and output together
 * @param concurrency calls at once; 1 or more
 */
public record Limits(
        Optional<Integer> requestsPerMinute, Optional<Long> tokensPerMinute, Optional<Integer> concurrency) {

    /** Nothing is known. */
    public static final Limits UNKNOWN = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

    /** The smaller of each. */
    Limits and(Limits other) {
        return new Limits(
                smaller(requestsPerMinute, other.requestsPerMinute),
                smaller(tokensPerMinute, other.tokensPerMinute),
                smaller(concurrency, other.concurrency));
    }

    private static <T extends Comparable<T>> Optional<T> smaller(Optional<T> one, Optional<T> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }
}
