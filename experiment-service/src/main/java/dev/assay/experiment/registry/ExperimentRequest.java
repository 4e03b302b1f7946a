package dev.assay.experiment.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An experiment as a person describes it; what is left out gets its default from {@link ExperimentRules}. */
record ExperimentRequest(
        Optional<String> experimentId,
        Optional<String> description,
        Optional<List<String>> tags,
        Optional<ModelRequest> model,
        Optional<DatasetRequest> dataset,
        Optional<StrategyRequest> strategy,
        Optional<String> promptTemplate,
        Optional<SamplingRequest> sampling,
        Optional<String> language) {

    record ModelRequest(
            Optional<String> slug,
            Optional<String> baseUrl,
            Optional<String> name,
            Optional<Integer> maxConcurrency,
            Optional<Integer> timeoutSeconds,
            Optional<PriceRequest> price,
            Optional<String> protocol,
            Optional<Boolean> stream) {}

    record PriceRequest(
            Optional<BigDecimal> input,
            Optional<BigDecimal> output,
            Optional<BigDecimal> cacheRead,
            Optional<BigDecimal> cacheWrite,
            Optional<LocalDate> asOf) {}

    record DatasetRequest(Optional<String> datasetId, Optional<String> slice) {}

    /**
     * How problems are gone about; all but the first two are for {@code iterative}.
     *
     * @param feedback code of a feedback policy
     */
    record StrategyRequest(
            Optional<String> type,
            Optional<Integer> samples,
            Optional<Integer> maxIterations,
            Optional<String> feedback,
            Optional<HelperRequest> specifier,
            Optional<HelperRequest> reviewer) {}

    /**
     * A model that helps.
     *
     * @param checkpointInterval of a reviewer: attempts from one review to the next
     */
    record HelperRequest(
            Optional<ModelRequest> model, Optional<SamplingRequest> sampling, Optional<Integer> checkpointInterval) {}

    record SamplingRequest(
            Optional<Double> temperature,
            Optional<Double> topP,
            Optional<Integer> maxOutputTokens,
            Optional<Long> seed,
            Optional<String> reasoningEffort,
            Optional<ResponseFormatRequest> responseFormat) {}

    /**
     * The form that answers must have.
     *
     * @param type {@code text}, {@code json_object} or {@code json_schema}
     * @param degrade whether a model that cannot be held to it may be asked all the same; yes by default
     */
    record ResponseFormatRequest(
            Optional<String> type, Optional<String> name, Optional<JsonNode> schema, Optional<Boolean> degrade) {}
}
