package dev.assay.llm.work;

import dev.assay.llm.call.ChatRequest;
import java.nio.charset.StandardCharsets;

/**
 * The most tokens that a prompt can be billed as; what money is reserved by.
 *
 * <p>A byte-level tokenizer (byte-level BPE, SentencePiece with byte fall-back) never makes more tokens than there are
 * bytes, and everything of an experiment that can reach the model stands in the request's body. What a server adds of its
 * own, the frame around each message and a system prompt in its chat template, is bounded by a constant.
 */
final class PromptBound {

    /** Longest frame seen: {@code <|start_header_id|>assistant<|end_header_id|>}, line breaks and {@code <|eot_id|>}. */
    private static final int FRAME_PER_MESSAGE = 16;

    /** Longest system prompts that templates and structured output bring: about 350 tokens. */
    private static final int ADDED_BY_SERVER = 512;

    private PromptBound() {}

    static long of(ChatRequest request, int messages) {
        return request.body().getBytes(StandardCharsets.UTF_8).length
                + (long) FRAME_PER_MESSAGE * messages
                + ADDED_BY_SERVER;
    }
}
