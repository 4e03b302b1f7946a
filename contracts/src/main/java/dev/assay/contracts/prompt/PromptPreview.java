package dev.assay.contracts.prompt;

import dev.assay.contracts.record.Generation.ChatMessage;
import java.util.List;

/**
 * A problem as a model would be asked it.
 *
 * @param promptTemplate id and version, as {@code complete-function.v1}
 * @param promptHash SHA-256 of the messages; the attempt's record has the same
 * @param inputTokens as cl100k_base counts them, with what frames a message; other tokenizers count some per cent more or
 *     fewer
 */
public record PromptPreview(
        String promptTemplate, String problemId, List<ChatMessage> messages, String promptHash, long inputTokens) {}
