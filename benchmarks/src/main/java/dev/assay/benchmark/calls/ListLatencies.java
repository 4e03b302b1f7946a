package dev.assay.benchmark.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long the documents that people page through take, one request after another, while nothing else happens. */
final class ListLatencies {

    private static final int WARM_UP = 20;
    private static final int REQUESTS = 100;
    private static final int PAGES_IN = 50;
    private static final int OK = 200;

    private final URI server;
    private final HttpClient http = HttpClient.newHttpClient();

    ListLatencies(URI server) {
        this.server = server;
    }

    /** Milliseconds. */
    record Latency(double median, double p95, double most) {}

    Map<String, Latency> measure(String runId, String datasetId) {
        String trials = "/runs/" + runId + "/trials?limit=100";
        String attempts = "/runs/" + runId + "/attempts?limit=100";
        JsonNode deep = page(trials, PAGES_IN);
        String trial = deep.path("items").path(0).path("trial_id").asText();
        String attempt = deep.path("items").path(0).path("last_attempt_id").asText();
        List<String> paths = List.of(
                "/runs?limit=50",
                "/runs?mode=zero-shot&state=finished&limit=50",
                "/runs/" + runId,
                "/runs/" + runId + "/summary",
                trials,
                trials + "&cursor="
                        + page(trials, PAGES_IN - 1).path("next_cursor").asText(),
                trials + "&verdict=wrong_answer",
                attempts,
                attempts + "&cursor="
                        + page(attempts, PAGES_IN).path("next_cursor").asText(),
                "/trials/" + trial,
                "/trials/" + trial + "/attempts",
                "/attempts/" + attempt,
                "/experiments?limit=100",
                "/analyses/difficulty?limit=100&dataset_id=" + datasetId,
                "/analyses/history",
                "/analyses/models");
        Map<String, Latency> latencies = new LinkedHashMap<>();
        paths.forEach(path ->
                latencies.put(path.replaceAll("cursor=[^&]*", "cursor=(page " + PAGES_IN + ")"), latency(path)));
        return latencies;
    }

    private JsonNode page(String path, int number) {
        JsonNode page = get(path);
        for (int at = 1; at < number; at++) {
            page = get(path + "&cursor=" + page.path("next_cursor").asText());
        }
        return page;
    }

    private Latency latency(String path) {
        for (int i = 0; i < WARM_UP; i++) {
            get(path);
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            long begun = System.nanoTime();
            get(path);
            times.add((System.nanoTime() - begun) / 1e6);
        }
        double[] sorted = times.stream().mapToDouble(time -> time).sorted().toArray();
        return new Latency(
                sorted[REQUESTS / 2],
                sorted[REQUESTS * 95 / 100],
                Arrays.stream(sorted).max().orElseThrow());
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(server.resolve("/api/v1" + path)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new IllegalStateException(path + " gives " + response.statusCode());
            }
            return AssayJson.events().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
