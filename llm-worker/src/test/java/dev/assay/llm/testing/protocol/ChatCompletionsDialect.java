package dev.assay.llm.testing.protocol;

import static dev.assay.llm.testing.protocol.Dialect.data;
import static dev.assay.llm.testing.protocol.Dialect.quoted;

import dev.assay.contracts.record.Usage;
import dev.assay.llm.testing.protocol.Said.Stop;
import java.util.stream.Collectors;

final class ChatCompletionsDialect implements Dialect {

    private static final String HEAD = "\"id\":\"chatcmpl-1\",\"created\":1,\"model\":\"served-1\",\"choices\":";

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public String keyHeader() {
        return "Authorization: Bearer ";
    }

    @Override
    public String document(Said said) {
        boolean refused = said.stop() == Stop.REFUSED;
        String message = "{\"role\":\"assistant\",\"content\":" + (refused ? "null" : quoted(said.text()))
                + ",\"refusal\":" + (refused ? quoted(said.text()) : "null") + ",\"reasoning_content\":"
                + quoted(said.reasoning()) + "}";
        return "{\"object\":\"chat.completion\"," + HEAD + "[{\"index\":0,\"message\":" + message
                + ",\"finish_reason\":\"" + stopReason(said) + "\"}],\"usage\":" + tokens(said) + "}";
    }

    @Override
    public String events(Said said) {
        String field = said.stop() == Stop.REFUSED ? "refusal" : "content";
        return chunk("{\"role\":\"assistant\",\"content\":null}", "null")
                + chunk("{\"reasoning_content\":" + quoted(said.reasoning()) + "}", "null")
                + ": still there\n\n"
                + Dialect.pieces(said.text()).stream()
                        .map(piece -> chunk("{\"" + field + "\":" + quoted(piece) + "}", "null"))
                        .collect(Collectors.joining())
                + chunk("{}", "\"" + stopReason(said) + "\"")
                + data("{\"object\":\"chat.completion.chunk\"," + HEAD + "[],\"usage\":" + tokens(said) + "}")
                + data("[DONE]");
    }

    private static String chunk(String delta, String finishReason) {
        return data("{\"object\":\"chat.completion.chunk\"," + HEAD + "[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + finishReason + "}],\"usage\":null}");
    }

    @Override
    public String errorEvent() {
        return data("{\"error\":{\"code\":502,\"message\":\"the upstream is gone\"}}");
    }

    @Override
    public String stopReason(Said said) {
        return said.stop() == Stop.TRUNCATED ? "length" : "stop";
    }

    private static String tokens(Said said) {
        return """
                {"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,\
                "prompt_tokens_details":{"cached_tokens":%d},"completion_tokens_details":{"reasoning_tokens":%d}}""".formatted(
                        said.input() + said.cacheRead(),
                        said.output() + said.reasoningTokens(),
                        said.input() + said.cacheRead() + said.output() + said.reasoningTokens(),
                        said.cacheRead(),
                        said.reasoningTokens());
    }

    @Override
    public Usage usage(Said said) {
        return new Usage(said.input(), said.output(), said.reasoningTokens(), said.cacheRead(), 0);
    }
}
