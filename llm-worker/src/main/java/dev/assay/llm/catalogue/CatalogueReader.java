package dev.assay.llm.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.json.AssayJson;
import dev.assay.llm.catalogue.CatalogueFile.ModelEntry;
import dev.assay.llm.catalogue.CatalogueFile.ProviderEntry;
import dev.assay.llm.catalogue.CatalogueFile.RouteEntry;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a catalogue out of YAML files and says where one is wrong. */
final class CatalogueReader {

    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final int MOST_CONCURRENCY = 1024;
    private static final int LONGEST_TIMEOUT = 3600;

    private final MergedYaml yaml;
    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private final Map<String, CatalogueModel> models = new LinkedHashMap<>();
    private List<Route> routes = List.of();

    private CatalogueReader(MergedYaml yaml) {
        this.yaml = yaml;
    }

    /**
     * The catalogue of the files, later ones over earlier ones.
     *
     * @param files text by the name that messages call it
     */
    static Catalogue read(Map<String, String> files) {
        MergedYaml yaml = new MergedYaml(Set.of("routes"));
        files.forEach(yaml::add);
        return new CatalogueReader(yaml).catalogue();
    }

    private Catalogue catalogue() {
        CatalogueFile file = decoded();
        file.providers().orElse(Map.of()).forEach((name, entry) -> providers.put(name, provider(name, entry)));
        routes = routes(file.routes().orElse(List.of()));
        file.models().orElse(Map.of()).forEach((slug, entry) -> models.put(slug, model(slug, entry)));
        requireLabelsApart();
        return new Catalogue(providers, models, routes);
    }

    private CatalogueFile decoded() {
        try {
            return AssayJson.strict().treeToValue(yaml.tree(), CatalogueFile.class);
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw wrong(pathOf(e), "is not known; there are: " + known);
        } catch (JsonMappingException e) {
            throw wrong(pathOf(e), e.getOriginalMessage().lines().findFirst().orElse("cannot be read"));
        } catch (JsonProcessingException e) {
            throw new CatalogueException("the catalogue cannot be read: " + e.getOriginalMessage());
        }
    }

    private static String pathOf(JsonMappingException e) {
        String path = "";
        for (JsonMappingException.Reference step : e.getPath()) {
            path = MergedYaml.path(
                    path, step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName());
        }
        return path;
    }

    private CatalogueException wrong(String path, String what) {
        return new CatalogueException(yaml.origin(path) + ": " + MergedYaml.readable(path) + ": " + what);
    }

    private void require(boolean holds, String path, String what) {
        if (!holds) {
            throw wrong(path, what);
        }
    }

    private static String at(String... steps) {
        return String.join("\t", steps);
    }

    private Provider provider(String name, ProviderEntry entry) {
        String baseUrl = entry.baseUrl()
                .map(url -> url.strip().replaceAll("/+$", ""))
                .orElseThrow(() -> wrong(at("providers", name), "needs a base_url"));
        require(
                isAddress(baseUrl),
                at("providers", name, "base_url"),
                "must be http(s)://host[:port]/path, without user, query or fragment");
        entry.key()
                .ifPresent(key -> require(
                        VARIABLE.matcher(key).matches(),
                        at("providers", name, "key"),
                        "is the name of an environment variable (capitals, digits, _), never the key itself"));
        requireOffered(entry.protocol(), entry.protocols(), at("providers", name, "protocol"));
        Provider.Limits limits = entry.limits().orElse(Provider.Limits.NONE);
        requirePositive(limits.requestsPerMinute(), at("providers", name, "limits", "requests_per_minute"));
        requirePositive(limits.tokensPerMinute(), at("providers", name, "limits", "tokens_per_minute"));
        requirePositive(limits.maxConcurrency(), at("providers", name, "limits", "max_concurrency"));
        return new Provider(
                name,
                baseUrl,
                entry.protocol().or(() -> entry.protocols().map(List::getFirst)).orElse(Protocol.CHAT_COMPLETIONS),
                entry.protocols().map(List::copyOf),
                entry.key(),
                limits,
                entry.stream().orElse(false),
                entry.routing().orElse(false),
                Map.copyOf(entry.headers().orElse(Map.of())));
    }

    private void requireOffered(Optional<Protocol> protocol, Optional<List<Protocol>> offered, String path) {
        require(offered.filter(List::isEmpty).isEmpty(), path + "s", "must name at least one protocol");
        require(
                protocol.isEmpty() || offered.isEmpty() || offered.get().contains(protocol.get()),
                path,
                "is not among the provider's protocols");
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null
                    && Set.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private List<Route> routes(List<RouteEntry> entries) {
        List<Route> result = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String place = at("routes", Integer.toString(i));
            List<String> match = entries.get(i).match().orElse(List.of());
            require(!match.isEmpty(), place, "needs match: a list of patterns, such as openai/*");
            Traits traits = entries.get(i).capabilities().orElseThrow(() -> wrong(place, "needs capabilities"));
            requirePositive(traits.maxOutputTokens(), at(place, "capabilities", "max_output_tokens"));
            result.add(Route.of(match, traits));
        }
        return result;
    }

    private CatalogueModel model(String slug, ModelEntry entry) {
        String place = at("models", slug);
        String providerName = entry.provider().orElseThrow(() -> wrong(place, "needs a provider"));
        Provider provider = Optional.ofNullable(providers.get(providerName))
                .orElseThrow(() -> wrong(
                        at(place, "provider"), "is not among the providers: " + String.join(", ", providers.keySet())));
        requireRange(entry.maxConcurrency(), MOST_CONCURRENCY, at(place, "max_concurrency"));
        requireRange(entry.timeoutSeconds(), LONGEST_TIMEOUT, at(place, "timeout_seconds"));
        requirePositive(entry.contextTokens(), at(place, "context_tokens"));
        requireOffered(entry.protocol(), provider.protocols(), at(place, "protocol"));
        entry.capabilities()
                .ifPresent(traits ->
                        requirePositive(traits.maxOutputTokens(), at(place, "capabilities", "max_output_tokens")));
        Capabilities routed = Catalogue.routed(routes, slug);
        Capabilities capabilities =
                entry.capabilities().map(traits -> traits.over(routed)).orElse(routed);
        return new CatalogueModel(
                slug,
                entry.label().orElse(slug),
                provider,
                entry.name().orElse(slug),
                entry.protocol().orElse(provider.protocol()),
                entry.stream().orElse(provider.stream()) && capabilities.streaming(),
                capabilities,
                entry.maxConcurrency(),
                entry.timeoutSeconds(),
                entry.contextTokens(),
                prices(at(place, "prices"), entry.prices().orElse(List.of())));
    }

    private List<Price> prices(String place, List<Price> prices) {
        for (int i = 0; i < prices.size(); i++) {
            Price price = prices.get(i);
            String entry = at(place, Integer.toString(i));
            require(price.input() != null, entry, "needs input: USD per million tokens");
            require(price.output() != null, entry, "needs output: USD per million tokens");
            requireAmount(Optional.of(price.input()), at(entry, "input"));
            requireAmount(Optional.of(price.output()), at(entry, "output"));
            requireAmount(price.reasoning(), at(entry, "reasoning"));
            requireAmount(price.cacheRead(), at(entry, "cache_read"));
            requireAmount(price.cacheWrite(), at(entry, "cache_write"));
            require(prices.size() == 1 || price.asOf().isPresent(), entry, "needs as_of, since there are several");
        }
        return prices.stream()
                .sorted(Comparator.comparing(price -> price.asOf().orElse(java.time.LocalDate.MIN)))
                .toList();
    }

    private void requireAmount(Optional<BigDecimal> amount, String path) {
        require(amount.filter(value -> value.signum() < 0).isEmpty(), path, "must not be below 0");
    }

    private void requirePositive(Optional<? extends Number> value, String path) {
        require(value.filter(number -> number.longValue() < 1).isEmpty(), path, "must be at least 1");
    }

    private void requireRange(Optional<Integer> value, int most, String path) {
        require(value.filter(number -> number < 1 || number > most).isEmpty(), path, "must be from 1 to " + most);
    }

    private void requireLabelsApart() {
        Map<String, String> owners = new LinkedHashMap<>();
        models.forEach((slug, model) -> {
            String owner = owners.putIfAbsent(model.label(), slug);
            require(owner == null, at("models", slug, "label"), model.label() + " is already the label of " + owner);
        });
    }
}
