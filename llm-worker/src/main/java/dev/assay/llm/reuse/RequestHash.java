package dev.assay.llm.reuse;

import dev.assay.contracts.Ids;
import dev.assay.contracts.event.GenerateAttempt;
import dev.assay.contracts.experiment.AnswerLanguage;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.util.List;
import java.util.Optional;

/**
 * What makes two requests the same: server, protocol, model, parameters, rendered messages, sample number and, of a repair,
 * attempt number: one that is asked the same as the one before it may answer something else. Whether the
 * answer is streamed is no part of it: a provider samples the same tokens either way, and what a re-used answer says about
 * its timing is the earlier call's in any case.
 */
public final class RequestHash {

    private static final int FIRST = 1;

    private RequestHash() {}

    private record Hashed(
            String baseUrl,
            String model,
            Protocol protocol,
            Sampling sampling,
            List<ChatMessage> messages,
            int sampleNumber,
            Optional<Integer> attemptNumber,
            Optional<String> language) {}

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
                request.sampleNumber(),
                Optional.of(request.attempt().attemptNumber()).filter(number -> number > FIRST),
                request.language().map(AnswerLanguage::id))));
    }
}
