package dev.assay.llm.testing.protocol;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Usage;
import java.util.Arrays;
import java.util.List;

/** How servers say things: one implementation a protocol, after its published description. */
public interface Dialect {

    /** The dialect of a protocol. */
    static Dialect of(Protocol protocol) {
        return switch (protocol) {
            case CHAT_COMPLETIONS -> new ChatCompletionsDialect();
            case RESPONSES -> new ResponsesDialect();
            case MESSAGES -> new MessagesDialect();
        };
    }

    /** What stands after {@code /v1}. */
    String path();

    /** The header that a key comes in, and what comes before it there. */
    String keyHeader();

    /** The body of an answer that is not streamed. */
    String document(Said said);

    /** The events of a streamed answer. */
    String events(Said said);

    /** An event that says that the provider broke down. */
    String errorEvent();

    /** What the protocol calls the end of the answer. */
    String stopReason(Said said);

    /** What the protocol tells of the tokens. */
    Usage usage(Said said);

    /** An event with data alone. */
    static String data(String json) {
        return "data: " + json + "\n\n";
    }

    /** An event with its type in both places, as OpenAI's Responses and Anthropic have it. */
    static String event(String type, String members) {
        return "event: " + type + "\n"
                + data("{\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}");
    }

    static String quoted(String text) {
        return AssayJson.write(text);
    }

    /** The text in pieces, without cutting a letter. */
    static List<String> pieces(String text) {
        int middle = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        return Arrays.asList(text.substring(0, middle), text.substring(middle));
    }
}
