package dev.assay.llm.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Counts prompt tokens before a call, with the tokenizer cl100k_base and what frames a message. Other models' tokenizers
 * count some per cent more or fewer, so this serves estimates and limits per minute, which the real usage corrects; money
 * is held by {@code PromptBound}.
 */
public final class TokenEstimate {

    /** {@code <|start|>role<|end|>} and the like. */
    private static final int FRAME_PER_MESSAGE = 4;

    private static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    private TokenEstimate() {}

    /** Tokens of all messages together. */
    public static long of(List<ChatMessage> messages) {
        return messages.stream()
                .mapToLong(message -> FRAME_PER_MESSAGE + ENCODING.countTokensOrdinary(asSent(message.content())))
                .sum();
    }

    /** Tokens of a text. */
    public static long of(String text) {
        return ENCODING.countTokensOrdinary(asSent(text));
    }

    /** Half a surrogate pair is no character to the tokenizer, and is sent as a question mark. */
    private static String asSent(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
