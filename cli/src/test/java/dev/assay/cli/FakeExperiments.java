package dev.assay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.Page;
import dev.assay.contracts.experiment.DatasetSelection;
import dev.assay.contracts.experiment.Experiment;
import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.experiment.Strategy;
import dev.assay.contracts.json.AssayJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of {@link FakeAssay} that speaks of experiments: {@code one} and {@code two} have the tag {@code t}, {@code two}
 * and the empty {@code none} the tag {@code u}; a bulk rejects the experiment {@code bad}, a matrix makes two.
 */
final class FakeExperiments {

    private FakeExperiments() {}

    static Object document(String[] parts, String query, String body) {
        if (parts.length == 1) {
            return new Page<>(listed(query), Optional.empty());
        }
        return switch (parts[1]) {
            case "matrix" ->
                Map.of(
                        "registered",
                        2,
                        "created",
                        1,
                        "updated",
                        1,
                        "empty",
                        List.of("m_2"),
                        "missing",
                        List.of(),
                        "results",
                        List.of(result(0, "m_1", "created"), result(1, "m_2", "updated")));
            case "bulk" -> bulk(AssayJson.read(body, JsonNode.class).path("experiments"));
            default -> experiment(parts[1], List.of(), "all");
        };
    }

    private static List<Experiment> listed(String query) {
        return List.of(
                        experiment("none", List.of("u"), "empty"),
                        experiment("one", List.of("t"), "all"),
                        experiment("two", List.of("t", "u"), "all"))
                .stream()
                .filter(one ->
                        !query.contains("tag=") || one.tags().contains(query.replaceAll(".*tag=([^&]*).*", "$1")))
                .toList();
    }

    private static Object bulk(JsonNode experiments) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (JsonNode experiment : experiments) {
            String id = experiment.path("experiment_id").asText();
            results.add(result(results.size(), id, id.equals("bad") ? "rejected" : "created"));
        }
        long created = results.stream()
                .filter(one -> one.get("status").equals("created"))
                .count();
        return Map.of("registered", created, "created", created, "updated", 0, "results", results);
    }

    private static Map<String, Object> result(int index, String id, String status) {
        return status.equals("rejected")
                ? Map.of(
                        "index",
                        index,
                        "experiment_id",
                        id,
                        "status",
                        status,
                        "problem",
                        Map.of("status", 400, "title", "Bad Request", "detail", "model: is \u001b[31mrequired"))
                : Map.of("index", index, "experiment_id", id, "status", status);
    }

    private static Experiment experiment(String id, List<String> tags, String slice) {
        return new Experiment(
                id,
                "",
                tags,
                new ModelSpec("http://127.0.0.1:1/v1", "m", 8, 120, Optional.empty()),
                new DatasetSelection("starter", slice),
                new Strategy.ZeroShot(1),
                "prompt-only",
                new Sampling(0, Optional.empty(), 1024, Optional.empty()),
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
