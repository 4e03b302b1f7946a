package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.record.Usage;
import java.util.Optional;

/** Reads token usage so that each kind is counted once, whichever way the server counts. */
final class UsageReader {

    /** Nobody bills more in one call; keeps the sums from overflowing. */
    private static final long LARGEST = 1L << 40;

    private UsageReader() {}

    /** The usage of a response; absent where there is none, or none that can be read. */
    static Optional<Usage> read(JsonNode usage) {
        if (!isCount(usage.path("prompt_tokens")) || !isCount(usage.path("completion_tokens"))) {
            return Optional.empty();
        }
        long prompt = usage.path("prompt_tokens").asLong();
        JsonNode promptDetails = usage.path("prompt_tokens_details");
        long cacheRead = Math.min(prompt, count(promptDetails.path("cached_tokens")));
        long cacheWrite = Math.min(prompt - cacheRead, count(promptDetails.path("cache_write_tokens")));
        long completion = usage.path("completion_tokens").asLong();
        long reasoning = count(usage.path("completion_tokens_details").path("reasoning_tokens"));
        long output = isApart(usage, prompt, completion, reasoning) ? completion : completion - reasoning;
        return Optional.of(new Usage(prompt - cacheRead - cacheWrite, output, reasoning, cacheRead, cacheWrite));
    }

    /** Most servers count reasoning into the completion; some do not, and their total shows it. */
    private static boolean isApart(JsonNode usage, long prompt, long completion, long reasoning) {
        boolean totalSaysSo = reasoning > 0 && count(usage.path("total_tokens")) == prompt + completion + reasoning;
        return totalSaysSo || reasoning > completion;
    }

    private static long count(JsonNode node) {
        return isCount(node) ? node.asLong() : 0;
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0 && node.asLong() < LARGEST;
    }
}
