package dev.assay.llm.call;

import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.llm.catalogue.CatalogueModel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of a model, in whichever protocol.
 *
 * @param baseUrl of the server, up to and with {@code /v1}
 * @param body the request body exactly as it is sent; holds no secret
 * @param timeout from sending to the last byte of the answer
 * @param headers besides the usual ones and the key
 * @param stripThink whether reasoning is looked for in the text
 * @param adaptations what was asked for and is not sent as such
 */
public record ChatRequest(
        String baseUrl,
        String model,
        String body,
        Duration timeout,
        Protocol protocol,
        boolean stream,
        Map<String, String> headers,
        boolean stripThink,
        List<String> adaptations) {

    private static final int DEFAULT_TIMEOUT_SECONDS = 120;

    /** Where it is sent. */
    public String url() {
        return baseUrl.strip().replaceAll("/+$", "") + Wire.of(protocol).path();
    }

    ChatRequest withBody(String otherBody) {
        return new ChatRequest(baseUrl, model, otherBody, timeout, protocol, stream, headers, stripThink, adaptations);
    }

    /** The call that asks {@code model} for an answer to {@code messages}. */
    public static ChatRequest of(CatalogueModel model, Sampling sampling, List<ChatMessage> messages) {
        Wire wire = Wire.of(model.protocol());
        Adaptations adaptations = new Adaptations();
        String body = AssayJson.write(wire.body(model, sampling, messages, adaptations));
        Map<String, String> headers = new HashMap<>(wire.headers());
        headers.putAll(model.provider().headers());
        headers.putAll(model.capabilities().headers());
        return new ChatRequest(
                model.provider().baseUrl(),
                model.name(),
                body,
                Duration.ofSeconds(model.timeoutSeconds().orElse(DEFAULT_TIMEOUT_SECONDS)),
                model.protocol(),
                model.stream(),
                Map.copyOf(headers),
                model.capabilities().stripThink(),
                adaptations.notes());
    }
}
