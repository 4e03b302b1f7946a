package dev.assay.experiment.registry;

import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.experiment.registry.ExperimentRequest.ModelRequest;
import dev.assay.experiment.registry.ExperimentRequest.PriceRequest;
import dev.assay.experiment.validation.Violations;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The rules and defaults of a model: its address, how hard it may be used, what it costs. */
final class ModelRules {

    private static final int LONGEST_NAME = 256;
    private static final int MOST_CONCURRENCY = 1024;
    private static final int LONGEST_TIMEOUT = 3600;
    private static final int DEFAULT_CONCURRENCY = 8;
    private static final int DEFAULT_TIMEOUT = 120;
    private static final int MOST_DECIMALS = 12;
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(1_000_000);

    private ModelRules() {}

    static ModelSpec model(Optional<ModelRequest> request, Violations violations) {
        if (request.isEmpty()) {
            violations.add("model", "is required: {\"base_url\": …, \"name\": …}");
            return new ModelSpec("", "", 1, 1, Optional.empty());
        }
        ModelRequest model = request.get();
        String name = model.name().orElse("");
        violations.require(!name.isBlank(), "model.name", "must be the model's name, as the server knows it");
        violations.requireText(name, "model.name", LONGEST_NAME);
        int concurrency = model.maxConcurrency().orElse(DEFAULT_CONCURRENCY);
        violations.require(
                concurrency >= 1 && concurrency <= MOST_CONCURRENCY,
                "model.max_concurrency",
                "must be from 1 to " + MOST_CONCURRENCY);
        int timeout = model.timeoutSeconds().orElse(DEFAULT_TIMEOUT);
        violations.require(
                timeout >= 1 && timeout <= LONGEST_TIMEOUT,
                "model.timeout_seconds",
                "must be from 1 to " + LONGEST_TIMEOUT);
        Optional<URI> address = model.baseUrl().flatMap(ModelRules::address);
        violations.require(
                address.isPresent(),
                "model.base_url",
                "must be an http or https URL of an OpenAI-compatible server, up to and with /v1, without user, query"
                        + " or fragment");
        Optional<Price> price = model.price()
                .map(given -> price(given, violations))
                .or(() -> address.filter(ModelRules::isLoopback).map(local -> Price.FREE));
        return new ModelSpec(address.map(URI::toString).orElse(""), name, concurrency, timeout, price);
    }

    private static Optional<URI> address(String text) {
        try {
            URI address = new URI(text.strip().replaceAll("/+$", ""));
            boolean usable = address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
            return usable ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isLoopback(URI address) {
        String host = address.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static Price price(PriceRequest price, Violations violations) {
        violations.require(price.input().isPresent(), "model.price.input", "is required: USD per million tokens");
        violations.require(price.output().isPresent(), "model.price.output", "is required: USD per million tokens");
        requireAmount(price.input(), "input", violations);
        requireAmount(price.output(), "output", violations);
        requireAmount(price.cacheRead(), "cache_read", violations);
        requireAmount(price.cacheWrite(), "cache_write", violations);
        if (!violations.isEmpty()) {
            return Price.FREE;
        }
        return new Price(
                plain(price.input().orElse(BigDecimal.ZERO)),
                plain(price.output().orElse(BigDecimal.ZERO)),
                price.cacheRead().map(ModelRules::plain),
                price.cacheWrite().map(ModelRules::plain),
                price.asOf());
    }

    private static void requireAmount(Optional<BigDecimal> amount, String field, Violations violations) {
        amount.ifPresent(value -> violations.require(
                value.signum() >= 0 && value.compareTo(HIGHEST_PRICE) <= 0 && value.scale() <= MOST_DECIMALS,
                "model.price." + field,
                "must be from 0 to " + HIGHEST_PRICE + " USD per million tokens"));
    }

    /** So that 0.50 and 0.5 are the same content. */
    private static BigDecimal plain(BigDecimal value) {
        return new BigDecimal(value.stripTrailingZeros().toPlainString());
    }
}
