package dev.assay.contracts.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a model server is spoken to. */
public enum Protocol {
    /** OpenAI's chat completions, which most servers speak. */
    CHAT_COMPLETIONS,
    /** OpenAI's Responses. */
    RESPONSES,
    /** Anthropic's Messages. */
    MESSAGES;

    /** Its name in documents: {@code chat-completions}, {@code responses}, {@code messages}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The protocol of that name; absent where there is none. */
    public static Optional<Protocol> find(String code) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.code().equals(code))
                .findFirst();
    }

    /** @throws IllegalArgumentException where there is none of that name; the message names those that there are */
    @JsonCreator
    public static Protocol of(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("must be one of " + codes()));
    }

    /** All names, for messages. */
    public static String codes() {
        return Arrays.stream(values()).map(Protocol::code).collect(Collectors.joining(", "));
    }
}
