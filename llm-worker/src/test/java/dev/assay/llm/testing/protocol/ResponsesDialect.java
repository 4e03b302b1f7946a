package dev.assay.llm.testing.protocol;

import static dev.assay.llm.testing.protocol.Dialect.event;
import static dev.assay.llm.testing.protocol.Dialect.quoted;

import dev.assay.contracts.record.Usage;
import dev.assay.llm.testing.protocol.Said.Stop;
import java.util.stream.Collectors;

final class ResponsesDialect implements Dialect {

    @Override
    public String path() {
        return "/responses";
    }

    @Override
    public String keyHeader() {
        return "Authorization: Bearer ";
    }

    @Override
    public String document(Said said) {
        boolean truncated = said.stop() == Stop.TRUNCATED;
        String content = said.stop() == Stop.REFUSED
                ? "{\"type\":\"refusal\",\"refusal\":" + quoted(said.text()) + "}"
                : "{\"type\":\"output_text\",\"annotations\":[],\"text\":" + quoted(said.text()) + "}";
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"" + (truncated ? "incomplete" : "completed")
                + "\",\"error\":null,\"incomplete_details\":"
                + (truncated ? "{\"reason\":\"max_output_tokens\"}" : "null")
                + ",\"model\":\"served-1\",\"output\":[{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":"
                + "[{\"type\":\"summary_text\",\"text\":" + quoted(said.reasoning())
                + "}]},{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"content\":[" + content
                + "]}],\"usage\":" + tokens(said) + "}";
    }

    @Override
    public String events(Said said) {
        String delta = said.stop() == Stop.REFUSED ? "response.refusal.delta" : "response.output_text.delta";
        String end = said.stop() == Stop.TRUNCATED ? "response.incomplete" : "response.completed";
        return event("response.created", "\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\",\"output\":[]}")
                + event("response.reasoning_summary_text.delta", "\"delta\":" + quoted(said.reasoning()))
                + event("response.content_part.added", "\"part\":{\"type\":\"output_text\",\"text\":\"\"}")
                + Dialect.pieces(said.text()).stream()
                        .map(piece -> event(delta, "\"output_index\":1,\"delta\":" + quoted(piece)))
                        .collect(Collectors.joining())
                + event(end, "\"response\":" + document(said));
    }

    @Override
    public String errorEvent() {
        return event("error", "\"code\":\"server_error\",\"message\":\"the upstream is gone\",\"param\":null");
    }

    @Override
    public String stopReason(Said said) {
        return said.stop() == Stop.TRUNCATED ? "max_output_tokens" : "completed";
    }

    private static String tokens(Said said) {
        return """
                {"input_tokens":%d,"input_tokens_details":{"cached_tokens":%d},"output_tokens":%d,\
                "output_tokens_details":{"reasoning_tokens":%d},"total_tokens":%d}""".formatted(
                        said.input() + said.cacheRead(),
                        said.cacheRead(),
                        said.output() + said.reasoningTokens(),
                        said.reasoningTokens(),
                        said.input() + said.cacheRead() + said.output() + said.reasoningTokens());
    }

    @Override
    public Usage usage(Said said) {
        return new Usage(said.input(), said.output(), said.reasoningTokens(), said.cacheRead(), 0);
    }
}
