package dev.assay.llm.testing.protocol;

import static dev.assay.llm.testing.protocol.Dialect.event;
import static dev.assay.llm.testing.protocol.Dialect.quoted;

import dev.assay.contracts.record.Usage;
import java.util.stream.Collectors;

/** Reasoning is not told from the output, and two tokens are always written to the cache. */
final class MessagesDialect implements Dialect {

    private static final int CACHE_WRITE = 2;

    @Override
    public String path() {
        return "/messages";
    }

    @Override
    public String keyHeader() {
        return "x-api-key: ";
    }

    @Override
    public String document(Said said) {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"served-1\",\"content\":["
                + "{\"type\":\"thinking\",\"thinking\":" + quoted(said.reasoning()) + ",\"signature\":\"c2ln\"},"
                + "{\"type\":\"text\",\"text\":" + quoted(said.text()) + "}],\"stop_reason\":\"" + stopReason(said)
                + "\",\"stop_sequence\":null,\"usage\":"
                + tokens(said, said.output() + said.reasoningTokens()) + "}";
    }

    @Override
    public String events(Said said) {
        return event(
                        "message_start",
                        "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                                + "\"model\":\"served-1\",\"stop_reason\":null,\"stop_sequence\":null,\"usage\":"
                                + tokens(said, 1) + "}")
                + event(
                        "content_block_start",
                        "\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}")
                + event("ping", "")
                + delta(0, "thinking_delta", "thinking", said.reasoning())
                + delta(0, "signature_delta", "signature", "c2ln")
                + event("content_block_stop", "\"index\":0")
                + event("content_block_start", "\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                + Dialect.pieces(said.text()).stream()
                        .map(piece -> delta(1, "text_delta", "text", piece))
                        .collect(Collectors.joining())
                + event("content_block_stop", "\"index\":1")
                + event(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"" + stopReason(said)
                                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":"
                                + (said.output() + said.reasoningTokens()) + "}")
                + event("message_stop", "");
    }

    private static String delta(int index, String type, String field, String text) {
        return event(
                "content_block_delta",
                "\"index\":" + index + ",\"delta\":{\"type\":\"" + type + "\",\"" + field + "\":" + quoted(text) + "}");
    }

    @Override
    public String errorEvent() {
        return event("error", "\"error\":{\"type\":\"api_error\",\"message\":\"the upstream is gone\"}");
    }

    @Override
    public String stopReason(Said said) {
        return switch (said.stop()) {
            case ENDED -> "end_turn";
            case TRUNCATED -> "max_tokens";
            case REFUSED -> "refusal";
        };
    }

    private static String tokens(Said said, int output) {
        return """
                {"input_tokens":%d,"cache_creation_input_tokens":%d,"cache_read_input_tokens":%d,"output_tokens":%d}""".formatted(said.input(), CACHE_WRITE, said.cacheRead(), output);
    }

    @Override
    public Usage usage(Said said) {
        return new Usage(said.input(), said.output() + said.reasoningTokens(), 0, said.cacheRead(), CACHE_WRITE);
    }
}
