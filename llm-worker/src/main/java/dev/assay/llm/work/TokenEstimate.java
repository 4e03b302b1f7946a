package dev.assay.llm.work;

import dev.assay.contracts.record.Generation.ChatMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Counts prompt tokens before a call, on the high side: one for three bytes of UTF-8, and what frames a message. */
final class TokenEstimate {

    private static final int BYTES_PER_TOKEN = 3;
    private static final int FRAME_PER_MESSAGE = 8;

    private TokenEstimate() {}

    static long of(List<ChatMessage> messages) {
        return messages.stream().mapToLong(TokenEstimate::of).sum();
    }

    private static long of(ChatMessage message) {
        long bytes = message.content().getBytes(StandardCharsets.UTF_8).length;
        return FRAME_PER_MESSAGE + Math.ceilDiv(bytes, BYTES_PER_TOKEN);
    }
}
