package dev.assay.llm.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads token usage so that each kind is counted once, whichever way the server counts. */
final class UsageReader {

    /** Nobody bills more in one call; keeps the sums from overflowing. */
    private static final long LARGEST = 1L << 40;

    private UsageReader() {}

    /** The usage of a chat completion; absent where there is none, or none that can be read. */
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

    /** The usage of Responses: cached tokens are among the input, reasoning among the output. */
    static Optional<Usage> readResponses(JsonNode usage) {
        if (!isCount(usage.path("input_tokens")) || !isCount(usage.path("output_tokens"))) {
            return Optional.empty();
        }
        long input = usage.path("input_tokens").asLong();
        long output = usage.path("output_tokens").asLong();
        long cached = Math.min(input, count(usage.path("input_tokens_details").path("cached_tokens")));
        long reasoning =
                Math.min(output, count(usage.path("output_tokens_details").path("reasoning_tokens")));
        return Optional.of(new Usage(input - cached, output - reasoning, reasoning, cached, 0));
    }

    /** The usage of Messages: cached tokens are apart from the input, reasoning is not told from the output. */
    static Optional<Usage> readMessages(JsonNode usage) {
        if (!isCount(usage.path("input_tokens")) || !isCount(usage.path("output_tokens"))) {
            return Optional.empty();
        }
        return Optional.of(new Usage(
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                0,
                count(usage.path("cache_read_input_tokens")),
                count(usage.path("cache_creation_input_tokens"))));
    }

    /** What a router says it charged, in USD. */
    static Optional<BigDecimal> reportedCost(JsonNode usage) {
        JsonNode cost = usage.path("cost");
        return cost.isNumber() && cost.decimalValue().signum() >= 0
                ? Optional.of(cost.decimalValue())
                : Optional.empty();
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
