package dev.assay.llm.reuse;

import dev.assay.contracts.Ids;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.util.List;
import java.util.Optional;

/** What makes two requests the same: server, model, parameters, rendered messages and sample number. */
public final class RequestHash {

    private RequestHash() {}

    private record Hashed(
            String baseUrl,
            String model,
            Optional<Protocol> protocol,
            Sampling sampling,
            List<ChatMessage> messages,
            int sampleNumber) {}

    /** SHA-256 over all that can change the answer. */
    public static String of(GenerateAttempt request, List<ChatMessage> messages) {
        return Ids.sha256(AssayJson.writeBytes(new Hashed(
                request.model().baseUrl(),
                request.model().name(),
                request.model().protocol(),
                request.sampling(),
                messages,
                request.sampleNumber())));
    }
}
