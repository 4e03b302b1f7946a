package dev.assay.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a model server is spoken to. */
public enum Protocol {
    /** OpenAI's chat completions, which most servers speak. */
    @JsonProperty("chat-completions")
    CHAT_COMPLETIONS,
    /** OpenAI's Responses. */
    @JsonProperty("responses")
    RESPONSES,
    /** Anthropic's Messages. */
    @JsonProperty("messages")
    MESSAGES
}
