package dev.assay.llm.call;

import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.llm.catalogue.Catalogue;
import java.util.List;
import java.util.Optional;

/** Requests to servers that no catalogue knows. */
final class Requests {

    private static final int MAX_OUTPUT_TOKENS = 100;
    private static final int TIMEOUT_SECONDS = 60;

    private Requests() {}

    static ChatRequest of(String baseUrl, String model, Protocol protocol, boolean streamed, String prompt) {
        ModelSpec spec = new ModelSpec(
                baseUrl,
                model,
                1,
                TIMEOUT_SECONDS,
                Optional.of(Price.FREE),
                Optional.empty(),
                Optional.of(protocol),
                Optional.of(streamed));
        return ChatRequest.of(
                Catalogue.EMPTY.resolve(spec),
                new Sampling(0, Optional.empty(), MAX_OUTPUT_TOKENS, Optional.empty()),
                List.of(new ChatMessage("user", prompt)));
    }
}
