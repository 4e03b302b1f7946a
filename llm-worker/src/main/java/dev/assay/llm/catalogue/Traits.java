package dev.assay.llm.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a model's entry or a route says of capabilities; what it leaves out is somebody else's to say. */
record Traits(
        Optional<Boolean> jsonObject,
        Optional<Boolean> jsonSchema,
        Optional<Boolean> reasoning,
        Optional<Boolean> temperature,
        Optional<Boolean> seed,
        Optional<Boolean> streaming,
        Optional<String> maxTokensField,
        Optional<Integer> maxOutputTokens,
        Optional<Boolean> stripThink,
        Optional<Map<String, String>> headers,
        Optional<Map<String, JsonNode>> formatBody) {

    /** The capabilities, with what this leaves out as in {@code below}. */
    Capabilities over(Capabilities below) {
        return new Capabilities(
                jsonObject.orElse(below.jsonObject()),
                jsonSchema.orElse(below.jsonSchema()),
                reasoning.orElse(below.reasoning()),
                temperature.orElse(below.temperature()),
                seed.orElse(below.seed()),
                streaming.orElse(below.streaming()),
                maxTokensField.orElse(below.maxTokensField()),
                maxOutputTokens.or(below::maxOutputTokens),
                stripThink.orElse(below.stripThink()),
                both(below.headers(), headers),
                both(below.formatBody(), formatBody));
    }

    private static <T> Map<String, T> both(Map<String, T> below, Optional<Map<String, T>> above) {
        Map<String, T> result = new HashMap<>(below);
        above.ifPresent(result::putAll);
        return Map.copyOf(result);
    }
}
