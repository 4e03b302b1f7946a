package dev.assay.experiment.doubles;

import com.sun.net.httpserver.HttpExchange;
import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelList;
import dev.assay.contracts.model.ModelMatch;
import dev.assay.contracts.model.SpeedTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * llm-worker's catalogue: the model {@code known/model} at {@code https://known.example/v1}, and any model by its address.
 * A model whose name begins with {@code absent} is offered by no server.
 */
final class CatalogueDouble {

    private static final String SLUG = "known/model";

    void answer(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        switch (exchange.getRequestURI().getPath().substring("/internal/models".length())) {
            case "" -> Neighbours.answer(exchange, 200, new ModelList(List.of(model(Map.of("slug", SLUG)))));
            case "/match" -> Neighbours.answer(exchange, 200, match(query));
            case "/availability" -> Neighbours.answer(exchange, 200, availability(query));
            case "/speed-test" -> Neighbours.answer(exchange, 200, speedTest(query));
            default -> Neighbours.answer(exchange, 404, Map.of("detail", "no such path"));
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }

    private static ModelMatch match(Map<String, String> query) {
        boolean known = !query.containsKey("slug") || query.get("slug").equals(SLUG);
        return known
                ? new ModelMatch(Optional.of(model(query)), List.of())
                : new ModelMatch(Optional.empty(), List.of(SLUG));
    }

    private static ModelAvailability availability(Map<String, String> query) {
        Model model = model(query);
        return model.name().startsWith("absent")
                ? new ModelAvailability(
                        model.baseUrl(),
                        model.name(),
                        ModelAvailability.State.UNAVAILABLE,
                        "the server lists 1 models and not " + model.name() + "; near: present",
                        List.of("present"))
                : new ModelAvailability(
                        model.baseUrl(),
                        model.name(),
                        ModelAvailability.State.AVAILABLE,
                        "the server lists it",
                        List.of());
    }

    private static SpeedTest speedTest(Map<String, String> query) {
        Model model = model(query);
        return new SpeedTest(
                model.baseUrl(),
                model.name(),
                model.protocol(),
                true,
                Optional.empty(),
                Optional.of("served"),
                Optional.empty(),
                20,
                Optional.of(5L),
                Optional.empty(),
                Optional.empty());
    }

    private static Model model(Map<String, String> query) {
        boolean known = query.containsKey("slug");
        return new Model(
                Optional.of(SLUG).filter(slug -> known),
                Optional.of("known").filter(label -> known),
                known ? "known" : "elsewhere",
                query.getOrDefault("base_url", "https://known.example/v1"),
                query.getOrDefault("name", "model-1"),
                Optional.ofNullable(query.get("protocol")).map(Protocol::of).orElse(Protocol.CHAT_COMPLETIONS),
                Optional.of(List.of(Protocol.CHAT_COMPLETIONS, Protocol.RESPONSES))
                        .filter(offered -> known),
                false,
                List.of("json_object", "streaming"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Price(
                                BigDecimal.ONE, BigDecimal.TEN, Optional.empty(), Optional.empty(), Optional.empty()))
                        .filter(price -> known),
                Optional.empty(),
                true,
                Optional.empty());
    }
}
