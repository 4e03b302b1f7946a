package dev.assay.cli;

import dev.assay.contracts.experiment.Price;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.model.Model;
import dev.assay.contracts.model.ModelAvailability;
import dev.assay.contracts.model.ModelAvailability.State;
import dev.assay.contracts.model.ModelList;
import dev.assay.contracts.model.SpeedTest;
import dev.assay.contracts.record.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The part of {@link FakeAssay} that speaks of models: a listed one that its server offers, and one that it does not. */
final class FakeModels {

    static final String SLUG = "vendor/a-model-with-a-very-long-name-that-no-terminal-shows-whole";
    private static final String SERVER = "https://vendor.example/v1";

    private FakeModels() {}

    static Object document(String[] parts, String query) {
        return switch (parts.length == 1 ? "" : parts[1]) {
            case "" ->
                new ModelList(List.of(
                        model(Optional.of(SLUG), "listed", Optional.of(price())),
                        model(Optional.empty(), "gone", Optional.empty())));
            case "check" ->
                query.contains("gone")
                        ? new ModelAvailability(
                                SERVER, "gone", State.UNAVAILABLE, "the server lists 1 models and not gone", List.of())
                        : new ModelAvailability(SERVER, "listed", State.AVAILABLE, "the server lists it", List.of());
            case "speed-test" ->
                new SpeedTest(
                        SERVER,
                        "listed",
                        Protocol.MESSAGES,
                        true,
                        Optional.empty(),
                        Optional.of("listed-2026"),
                        Optional.of(new Usage(30, 90, 0, 0, 0)),
                        1000,
                        Optional.of(100L),
                        Optional.of(100.0),
                        Optional.of(new BigDecimal("0.00012")));
            default -> null;
        };
    }

    private static Price price() {
        return new Price(
                new BigDecimal("0.40"), new BigDecimal("1.60"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Model model(Optional<String> slug, String name, Optional<Price> price) {
        return new Model(
                slug,
                slug,
                "vendor",
                SERVER,
                name,
                Protocol.MESSAGES,
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                price,
                Optional.of("VENDOR_KEY"),
                slug.isPresent(),
                Optional.of(1L));
    }
}
