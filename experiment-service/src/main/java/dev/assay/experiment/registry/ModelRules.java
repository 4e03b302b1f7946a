package dev.assay.experiment.registry;

import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelMatch;
import dev.assay.experiment.model.ModelName;
import dev.assay.experiment.model.Models;
import dev.assay.experiment.registry.ExperimentRequest.ModelRequest;
import dev.assay.experiment.registry.ExperimentRequest.PriceRequest;
import dev.assay.experiment.validation.Violations;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules and defaults of a model: its address, how hard it may be used, what it costs. */
final class ModelRules {

    private static final int LONGEST_NAME = 256;
    private static final int MOST_CONCURRENCY = 1024;
    private static final int LONGEST_TIMEOUT = 3600;
    private static final int DEFAULT_CONCURRENCY = 8;
    private static final int DEFAULT_TIMEOUT = 120;
    private static final int MOST_DECIMALS = 12;
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(1_000_000);

    private static final ModelSpec NONE = new ModelSpec("", "", 1, 1, Optional.empty());

    private ModelRules() {}

    static ModelSpec model(
            Optional<ModelRequest> request, Sampling sampling, ModelLookup models, Violations violations) {
        if (request.isEmpty()) {
            violations.add("model", "is required: {\"slug\": …}, or {\"base_url\": …, \"name\": …}");
            return NONE;
        }
        ModelRequest model = request.get();
        Optional<Protocol> protocol = protocol(model.protocol(), violations);
        Optional<URI> address = model.baseUrl().flatMap(ModelRules::address);
        requirePlace(model, address, violations);
        Optional<Model> known =
                violations.isEmpty() ? known(model, address, protocol, sampling, models, violations) : Optional.empty();
        known.ifPresent(one -> requireOffered(one, model, protocol, sampling, violations));
        int concurrency = within(
                model.maxConcurrency()
                        .or(() -> known.flatMap(Model::maxConcurrency))
                        .orElse(DEFAULT_CONCURRENCY),
                MOST_CONCURRENCY,
                "model.max_concurrency",
                violations);
        int timeout = within(
                model.timeoutSeconds()
                        .or(() -> known.flatMap(Model::timeoutSeconds))
                        .orElse(DEFAULT_TIMEOUT),
                LONGEST_TIMEOUT,
                "model.timeout_seconds",
                violations);
        Optional<URI> place = address.or(() -> known.map(Model::baseUrl).flatMap(ModelRules::address));
        Optional<Price> price = model.price()
                .map(given -> price(given, violations))
                .or(() -> model.slug().isPresent() ? known.flatMap(Model::price) : Optional.empty())
                .or(() -> place.filter(ModelRules::isLoopback).map(local -> Price.FREE));
        return new ModelSpec(
                place.map(URI::toString).orElse(""),
                model.name().or(() -> known.map(Model::name)).orElse(""),
                concurrency,
                timeout,
                price,
                model.slug().flatMap(given -> known.flatMap(Model::slug).or(() -> Optional.of(given))),
                protocol,
                model.stream());
    }

    private static Optional<Protocol> protocol(Optional<String> code, Violations violations) {
        Optional<Protocol> protocol = code.flatMap(Protocol::find);
        violations.require(
                code.isEmpty() || protocol.isPresent(), "model.protocol", "must be one of " + Protocol.codes());
        return protocol;
    }

    /** A slug says where the model is; without one, its address and name do. */
    private static void requirePlace(ModelRequest model, Optional<URI> address, Violations violations) {
        boolean listed = model.slug().isPresent();
        violations.require(
                !listed || !model.slug().get().isBlank(), "model.slug", "must be a slug of the model catalogue");
        model.slug().ifPresent(slug -> violations.requireText(slug, "model.slug", LONGEST_NAME));
        String name = model.name().orElse("");
        violations.require(
                !name.isBlank() || listed && model.name().isEmpty(),
                "model.name",
                "must be the model's name, as the server knows it; or give model.slug");
        violations.requireText(name, "model.name", LONGEST_NAME);
        violations.require(
                address.isPresent() || listed && model.baseUrl().isEmpty(),
                "model.base_url",
                "must be an http or https URL of the model's server, up to and with /v1, without user, query or fragment;"
                        + " or give model.slug");
    }

    private static int within(int value, int most, String field, Violations violations) {
        violations.require(value >= 1 && value <= most, field, "must be from 1 to " + most);
        return value;
    }

    /** What the catalogue knows of the model; it is not asked where nothing depends on it. */
    private static Optional<Model> known(
            ModelRequest model,
            Optional<URI> address,
            Optional<Protocol> protocol,
            Sampling sampling,
            ModelLookup models,
            Violations violations) {
        boolean matters = model.slug().isPresent()
                || protocol.isPresent()
                || model.stream().isPresent()
                || sampling.responseFormat().isPresent();
        if (!matters) {
            return Optional.empty();
        }
        Optional<ModelMatch> match =
                models.match(new ModelName(model.slug(), address.map(URI::toString), model.name(), protocol));
        match.filter(one -> one.model().isEmpty())
                .ifPresent(one ->
                        violations.add("model.slug", Models.unknown(model.slug().orElse(""), one.near())));
        return match.flatMap(ModelMatch::model);
    }

    private static void requireOffered(
            Model known, ModelRequest model, Optional<Protocol> protocol, Sampling sampling, Violations violations) {
        Optional<List<Protocol>> offered = known.protocols();
        violations.require(
                protocol.isEmpty() || offered.isEmpty() || offered.get().contains(protocol.get()),
                "model.protocol",
                "is not offered by " + known.provider() + ", which offers "
                        + offered.orElse(List.of()).stream().map(Protocol::code).collect(Collectors.joining(", ")));
        violations.require(
                !model.stream().orElse(false) || known.can("streaming"),
                "model.stream",
                "answers of " + known.name() + " cannot be streamed, as the model catalogue says");
        sampling.responseFormat()
                .filter(format -> !format.mayDegrade())
                .ifPresent(format -> violations.require(
                        known.can(format.type()),
                        "sampling.response_format",
                        known.name() + " cannot be held to " + format.type() + " in "
                                + known.protocol().code()
                                + ", as the model catalogue says; let it degrade, or take another"
                                + " model"));
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
