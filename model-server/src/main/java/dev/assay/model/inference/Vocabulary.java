package dev.assay.model.inference;

import dev.assay.model.file.GgufMetadata;
import java.util.Set;
import java.util.function.Function;

/**
 * What a model's tokenizer puts around every prompt by itself.
 *
 * @param addsBeginning whether a prompt gets a beginning-of-sequence token
 * @param addsEnd whether a prompt gets an end-of-sequence token
 * @param beginning that token
 */
public record Vocabulary(boolean addsBeginning, boolean addsEnd, long beginning) {

    private static final String PREFIX = "tokenizer.ggml.";
    private static final Set<String> BEGIN_BY_DEFAULT = Set.of("llama", "bert");
    private static final Set<String> BYTE_PAIRS_THAT_BEGIN =
            Set.of("llama-bpe", "llama3", "llama-v3", "falcon3", "tekken");

    public static Vocabulary of(GgufMetadata metadata) {
        String tokenizer = metadata.string(PREFIX + "model").orElse("");
        String variant = metadata.string(PREFIX + "pre").orElse("");
        boolean usual = BEGIN_BY_DEFAULT.contains(tokenizer) || BYTE_PAIRS_THAT_BEGIN.contains(variant);
        return new Vocabulary(
                metadata.flag(PREFIX + "add_bos_token").orElse(usual),
                metadata.flag(PREFIX + "add_eos_token").orElse(false),
                metadata.number(PREFIX + "bos_token_id").orElse(-1L));
    }

    /** The prompt with its true length; a beginning that the template wrote out is not given twice. */
    Prompt prompt(String text, Function<String, int[]> encode, Function<int[], String> decode) {
        int[] tokens = encode.apply(text);
        int around = (addsBeginning ? 1 : 0) + (addsEnd ? 1 : 0);
        if (addsBeginning && tokens.length > 0 && tokens[0] == beginning) {
            String written = decode.apply(new int[] {tokens[0]});
            if (!written.isEmpty() && text.startsWith(written)) {
                return new Prompt(text.substring(written.length()), tokens.length - 1 + around);
            }
        }
        return new Prompt(text, tokens.length + around);
    }
}
