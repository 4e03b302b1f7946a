package dev.assay.llm.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.time.Duration;
import java.util.List;

/**
 * One unary call of the OpenAI chat completions protocol.
 *
 * @param baseUrl of the server, up to and with {@code /v1}
 * @param body the request body exactly as it is sent; holds no secret
 * @param timeout from sending to the last byte of the answer
 */
public record ChatRequest(String baseUrl, String model, String body, Duration timeout) {

    private static final String PATH = "/chat/completions";

    /** Where it is sent. */
    public String url() {
        return baseUrl.strip().replaceAll("/+$", "") + PATH;
    }

    /** The call that asks {@code model} for an answer to {@code messages}. */
    public static ChatRequest of(ModelSpec model, Sampling sampling, List<ChatMessage> messages) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", model.name());
        var list = body.putArray("messages");
        for (ChatMessage message : messages) {
            list.addObject().put("role", message.role()).put("content", message.content());
        }
        body.put("temperature", sampling.temperature());
        sampling.topP().ifPresent(topP -> body.put("top_p", topP));
        body.put("max_tokens", sampling.maxOutputTokens());
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
        return new ChatRequest(
                model.baseUrl(), model.name(), AssayJson.write(body), Duration.ofSeconds(model.timeoutSeconds()));
    }
}
