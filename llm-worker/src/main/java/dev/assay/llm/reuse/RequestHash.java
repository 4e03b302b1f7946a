package dev.assay.llm.reuse;

import dev.assay.contracts.Ids;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.util.List;

/**
 * What makes two requests the same: server, protocol, model, parameters, rendered messages and sample number. Whether the
 * answer is streamed is no part of it: a provider samples the same tokens either way, and what a re-used answer says about
 * its timing is the earlier call's in any case.
 */
public final class RequestHash {

    private RequestHash() {}

    private record Hashed(
            String baseUrl,
            String model,
            Protocol protocol,
            Sampling sampling,
            List<ChatMessage> messages,
            int sampleNumber) {}

    /**
     * SHA-256 over all that can change the answer.
     *
     * @param protocol in which the model is asked; what the request leaves open, the catalogue says
     */
    public static String of(GenerateAttempt request, Protocol protocol, List<ChatMessage> messages) {
        return Ids.sha256(AssayJson.writeBytes(new Hashed(
                request.model().baseUrl(),
                request.model().name(),
                protocol,
                request.sampling(),
                messages,
                request.sampleNumber())));
    }
}
