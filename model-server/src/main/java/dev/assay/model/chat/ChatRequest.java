package dev.assay.model.chat;

import dev.assay.model.inference.Message;
import dev.assay.model.inference.Sampling;
import java.util.List;

/**
 * A checked request for a chat completion.
 *
 * @param includeUsage whether a stream ends with a chunk that has the usage
 */
record ChatRequest(String model, List<Message> messages, Sampling sampling, boolean stream, boolean includeUsage) {

    ChatRequest {
        messages = List.copyOf(messages);
    }
}
