package dev.assay.llm.catalogue;

import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue as it is written. */
record CatalogueFile(
        Optional<Map<String, ProviderEntry>> providers,
        Optional<Map<String, ModelEntry>> models,
        Optional<List<RouteEntry>> routes) {

    record ProviderEntry(
            Optional<String> baseUrl,
            Optional<Protocol> protocol,
            Optional<List<Protocol>> protocols,
            Optional<String> key,
            Optional<Provider.Limits> limits,
            Optional<Boolean> stream,
            Optional<Boolean> routing,
            Optional<Map<String, String>> headers) {}

    record ModelEntry(
            Optional<String> label,
            Optional<String> provider,
            Optional<String> name,
            Optional<Protocol> protocol,
            Optional<Boolean> stream,
            Optional<Traits> capabilities,
            Optional<Integer> maxConcurrency,
            Optional<Integer> timeoutSeconds,
            Optional<Integer> contextTokens,
            Optional<List<Price>> prices) {}

    record RouteEntry(Optional<List<String>> match, Optional<Traits> capabilities) {}
}
