package dev.assay.llm.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.llm.call.ChatRequest;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.prompt.TokenEstimate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PromptBoundTest {

    private static final EncodingRegistry ENCODINGS = Encodings.newLazyEncodingRegistry();

    @Property
    void no_tokenizer_counts_more_tokens_than_money_is_held_for(
            @ForAll("prompts") String system,
            @ForAll("prompts") String user,
            @ForAll Protocol protocol,
            @ForAll EncodingType tokenizer) {
        List<ChatMessage> messages = List.of(new ChatMessage("system", system), new ChatMessage("user", user));
        long counted = messages.stream()
                .mapToLong(message -> ENCODINGS.getEncoding(tokenizer).countTokensOrdinary(asSent(message.content())))
                .sum();

        assertThat(counted + 4 * messages.size()).isLessThan(PromptBound.of(request(protocol, messages), 2));
    }

    @Property
    void the_bound_is_no_less_than_a_token_a_byte(@ForAll("prompts") String text, @ForAll Protocol protocol) {
        List<ChatMessage> messages = List.of(new ChatMessage("user", text));

        assertThat(PromptBound.of(request(protocol, messages), 1))
                .isGreaterThan(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Example
    void half_a_surrogate_pair_is_counted_as_it_is_sent() {
        assertThat(TokenEstimate.of(List.of(new ChatMessage("user", "a\uD83D"))))
                .isEqualTo(TokenEstimate.of(List.of(new ChatMessage("user", "a?"))));
    }

    @Example
    void text_of_rare_characters_has_far_more_tokens_than_a_third_of_its_bytes() {
        String rare = "\u16A0\uD800\uDD00".repeat(100);

        assertThat(TokenEstimate.of(List.of(new ChatMessage("user", rare))))
                .isGreaterThan(rare.getBytes(StandardCharsets.UTF_8).length / 3);
    }

    /** Words, code, characters of every script and none, and lone bytes' worth of symbols. */
    @Provide
    Arbitrary<String> prompts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().excludeChars('\uFFFE').ofMaxLength(300),
                Arbitraries.strings().ascii().ofMaxLength(300),
                Arbitraries.strings().withCharRange('\u1200', '\u2FFF').ofMaxLength(300),
                Arbitraries.of("def f(x):\n", "    ", "\uD83D\uDE00", "\u0000", "naïve ", "的")
                        .list()
                        .ofMaxSize(60)
                        .map(parts -> String.join("", parts)));
    }

    private static String asSent(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static ChatRequest request(Protocol protocol, List<ChatMessage> messages) {
        ModelSpec spec = new ModelSpec(
                "http://127.0.0.1:1/v1",
                "m",
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.of(protocol),
                Optional.empty());
        return ChatRequest.of(
                Catalogue.EMPTY.resolve(spec), new Sampling(0, Optional.empty(), 100, Optional.empty()), messages);
    }
}
