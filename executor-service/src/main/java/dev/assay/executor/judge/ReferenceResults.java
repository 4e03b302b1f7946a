package dev.assay.executor.judge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What references return, by the hash of their oracle and of the environment that they ran in: worked out once, then
 * told to the judge of each answer.
 */
public final class ReferenceResults {

    /** A reference whose results cannot be kept; they are worked out beside each answer. */
    private static final String NO_VALUES = "";

    private static final int CHARACTER_BYTES = 2;

    private final Cache<String, String> known;

    /** Keeps at most about {@code maxBytes} of results. */
    public ReferenceResults(long maxBytes) {
        known = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((String key, String results) -> CHARACTER_BYTES * (key.length() + results.length()))
                .build();
    }

    /** What came of working results out. */
    sealed interface WorkedOut {

        /** The results, as JSON text. */
        record Values(String json) implements WorkedOut {}

        /** They are no values, or too large to be kept. */
        record NoValues() implements WorkedOut {}

        /** It did not work this time. */
        record Failed() implements WorkedOut {}
    }

    /** The results, which {@code workOut} gives where they are not known yet; empty where there are none to be kept. */
    Optional<String> of(String oracleHash, String environmentHash, Supplier<WorkedOut> workOut) {
        String results = known.get(oracleHash + " " + environmentHash, key -> switch (workOut.get()) {
            case WorkedOut.Values values -> values.json();
            case WorkedOut.NoValues none -> NO_VALUES;
            case WorkedOut.Failed failed -> null;
        });
        return Optional.ofNullable(results).filter(text -> !text.equals(NO_VALUES));
    }
}
