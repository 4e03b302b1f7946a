package dev.assay.llm.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What can be asked of a model.
 *
 * @param jsonObject it can be held to answer a JSON object
 * @param jsonSchema it can be held to a JSON Schema
 * @param reasoning it reasons before it answers; it is told how hard where the experiment says so
 * @param temperature it takes a temperature
 * @param seed it takes a sampling seed
 * @param streaming its answers can be streamed
 * @param maxTokensField how chat completions call the limit of the output
 * @param maxOutputTokens the most it writes
 * @param stripThink its reasoning stands in the text, between {@code <think>} and {@code </think>}
 * @param headers further headers of every call
 * @param formatBody what goes into the request where an answer's format is asked for
 */
public record Capabilities(
        boolean jsonObject,
        boolean jsonSchema,
        boolean reasoning,
        boolean temperature,
        boolean seed,
        boolean streaming,
        String maxTokensField,
        Optional<Integer> maxOutputTokens,
        boolean stripThink,
        Map<String, String> headers,
        Map<String, JsonNode> formatBody) {

    /** A model that nothing is known of. */
    static final Capabilities UNKNOWN = new Capabilities(
            false, false, false, true, true, true, "max_tokens", Optional.empty(), true, Map.of(), Map.of());
}
