package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Usage;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class UsageReaderTest {

    @Property
    void each_token_is_counted_once(
            @ForAll @LongRange(max = 1_000_000) long input,
            @ForAll @LongRange(max = 1_000_000) long cached,
            @ForAll @LongRange(max = 1_000_000) long output,
            @ForAll @LongRange(max = 1_000_000) long reasoning) {
        JsonNode usage = json("{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
                        .formatted(input + cached, output + reasoning, input + cached + output + reasoning)
                + "\"prompt_tokens_details\":{\"cached_tokens\":%d},\"completion_tokens_details\":{\"reasoning_tokens\":%d}}"
                        .formatted(cached, reasoning));
        assertThat(UsageReader.read(usage)).contains(new Usage(input, output, reasoning, cached, 0));
    }

    @Property
    void nothing_is_ever_negative(
            @ForAll @LongRange(max = 100) long prompt,
            @ForAll @LongRange(max = 100) long completion,
            @ForAll @LongRange(min = -100, max = 100) long cached,
            @ForAll @LongRange(min = -100, max = 100) long reasoning) {
        JsonNode usage = json("{\"prompt_tokens\":%d,\"completion_tokens\":%d,".formatted(prompt, completion)
                + "\"prompt_tokens_details\":{\"cached_tokens\":%d},\"completion_tokens_details\":{\"reasoning_tokens\":%d}}"
                        .formatted(cached, reasoning));
        Usage read = UsageReader.read(usage).orElseThrow();
        assertThat(read.inputTokens()).isNotNegative();
        assertThat(read.outputTokens()).isNotNegative();
        assertThat(read.reasoningTokens()).isNotNegative();
        assertThat(read.inputTokens() + read.cacheReadTokens()).isEqualTo(prompt);
    }

    @Example
    void reasoning_that_the_server_counts_apart_is_not_taken_off_the_output() {
        assertThat(UsageReader.read(json("""
                        {"prompt_tokens":10,"completion_tokens":5,"total_tokens":35,
                         "completion_tokens_details":{"reasoning_tokens":20}}
                        """))).contains(new Usage(10, 5, 20, 0, 0));
    }

    @Example
    void written_cache_tokens_are_a_kind_of_their_own() {
        assertThat(UsageReader.read(json("""
                        {"prompt_tokens":100,"completion_tokens":5,
                         "prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":30}}
                        """))).contains(new Usage(10, 5, 0, 60, 30));
    }

    @Example
    void what_is_no_usage_is_none() {
        assertThat(UsageReader.read(json("{}"))).isEmpty();
        assertThat(UsageReader.read(json("null"))).isEmpty();
        assertThat(UsageReader.read(json("{\"prompt_tokens\":null,\"completion_tokens\":1}")))
                .isEmpty();
        assertThat(UsageReader.read(json("{\"prompt_tokens\":-1,\"completion_tokens\":1}")))
                .isEmpty();
        assertThat(UsageReader.read(json("{\"prompt_tokens\":1e30,\"completion_tokens\":1}")))
                .isEmpty();
    }

    private static JsonNode json(String text) {
        return AssayJson.read(text, JsonNode.class);
    }
}
