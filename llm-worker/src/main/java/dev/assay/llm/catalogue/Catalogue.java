package dev.assay.llm.catalogue;

import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Protocol;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The providers and models that are known, and what holds for those that are not. */
public final class Catalogue {

    /** Knows nothing. */
    public static final Catalogue EMPTY = new Catalogue(Map.of(), Map.of(), List.of());

    private final Map<String, Provider> providers;
    private final Map<String, CatalogueModel> models;
    private final List<Route> routes;

    Catalogue(Map<String, Provider> providers, Map<String, CatalogueModel> models, List<Route> routes) {
        this.providers = Map.copyOf(providers);
        this.models = Map.copyOf(models);
        this.routes = List.copyOf(routes);
    }

    /** The providers, by name. */
    public List<Provider> providers() {
        return providers.values().stream()
                .sorted(Comparator.comparing(Provider::name))
                .toList();
    }

    /** The models, by slug. */
    public List<CatalogueModel> models() {
        return models.values().stream()
                .sorted(Comparator.comparing(CatalogueModel::slug))
                .toList();
    }

    /** The model with exactly that slug or label. */
    public Optional<CatalogueModel> model(String slugOrLabel) {
        return Optional.ofNullable(models.get(slugOrLabel))
                .or(() -> models.values().stream()
                        .filter(model -> model.label().equals(slugOrLabel))
                        .findFirst());
    }

    /** The provider at an address; one without known limits, named by host and port, where the catalogue has none. */
    public Provider providerAt(String baseUrl) {
        String address = normal(baseUrl);
        return providers.values().stream()
                .filter(provider -> normal(provider.baseUrl()).equals(address))
                .min(Comparator.comparing(Provider::name))
                .orElseGet(() -> unknown(address));
    }

    /** What an experiment's model is: its provider, how it is spoken to, and what can be asked of it. */
    public CatalogueModel resolve(ModelSpec spec) {
        CatalogueModel known = at(spec.slug(), spec.baseUrl(), spec.name());
        return new CatalogueModel(
                known.slug(),
                known.label(),
                known.provider(),
                spec.name(),
                spec.protocol().orElse(known.protocol()),
                spec.stream().orElse(known.stream()) && known.capabilities().streaming(),
                known.capabilities(),
                Optional.of(spec.maxConcurrency()),
                Optional.of(spec.timeoutSeconds()),
                known.contextTokens(),
                spec.price().map(List::of).orElse(known.prices()));
    }

    /**
     * The model at an address: by its slug, else by its name there; what its address and the routes say where it is not
     * listed. An experiment's address stands above the catalogue's.
     */
    public CatalogueModel at(Optional<String> slug, String baseUrl, String name) {
        String address = normal(baseUrl);
        return Stream.concat(
                        slug.map(models::get).stream(),
                        models.values().stream().filter(model -> model.name().equals(name)))
                .filter(model -> normal(model.provider().baseUrl()).equals(address))
                .findFirst()
                .orElseGet(() -> fromAddress(slug.orElse(name), baseUrl, name));
    }

    private CatalogueModel fromAddress(String slug, String baseUrl, String name) {
        Provider provider = providerAt(baseUrl);
        return new CatalogueModel(
                slug,
                slug,
                provider,
                name,
                provider.protocol(),
                provider.stream(),
                routed(routes, slug.contains("/") ? slug : provider.name() + "/" + slug),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static Capabilities routed(List<Route> routes, String slug) {
        return routes.stream()
                .filter(route -> route.fits(slug))
                .findFirst()
                .map(route -> route.traits().over(Capabilities.UNKNOWN))
                .orElse(Capabilities.UNKNOWN);
    }

    private static Provider unknown(String baseUrl) {
        return new Provider(
                authority(baseUrl),
                baseUrl,
                Protocol.CHAT_COMPLETIONS,
                Optional.empty(),
                Optional.empty(),
                Provider.Limits.NONE,
                false,
                false,
                Map.of());
    }

    private static String authority(String baseUrl) {
        try {
            return Optional.ofNullable(URI.create(baseUrl).getRawAuthority()).orElse(baseUrl);
        } catch (IllegalArgumentException e) {
            return baseUrl;
        }
    }

    private static String normal(String baseUrl) {
        String address = baseUrl.strip();
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end);
    }
}
