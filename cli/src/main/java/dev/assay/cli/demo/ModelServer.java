package dev.assay.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.failure.Failure;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server that speaks the OpenAI protocol, asked without a key what it serves. */
final class ModelServer {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String VERSION_PATH = "/v1";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI baseUrl;

    ModelServer(URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    URI baseUrl() {
        return baseUrl;
    }

    /** Whether it runs on this machine: such a server needs no key and has the price zero. */
    boolean onLoopback() {
        try {
            return InetAddress.getByName(baseUrl.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * The names of its models; empty where it does not tell without a key, or not at all.
     *
     * @throws Failure infrastructure, where nothing answers; usage, where the models are listed one step below the address
     */
    Optional<List<String>> models() {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<String> response = get(http, baseUrl + "/models");
            if (response.statusCode() == NOT_FOUND) {
                checkBelow(http);
            }
            return response.statusCode() == OK ? names(response.body()) : Optional.empty();
        } catch (IOException e) {
            throw Failure.infrastructure("no model server answers at " + baseUrl
                    + (onLoopback() ? "; start it, or see ./assay status" : "; check the address and the network"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.infrastructure("interrupted");
        }
    }

    /** Leaving out {@code /v1} is the usual slip, and every call of the run would fail by it. */
    private void checkBelow(HttpClient http) throws IOException, InterruptedException {
        String below = baseUrl + VERSION_PATH;
        HttpResponse<String> response = get(http, below + "/models");
        if (response.statusCode() == OK && names(response.body()).isPresent()) {
            throw Failure.usage(
                    "no models are listed at " + baseUrl + ", but at " + below + ": use --base-url " + below);
        }
    }

    private static HttpResponse<String> get(HttpClient http, String url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Optional<List<String>> names(String body) {
        try {
            JsonNode data = AssayJson.events().readTree(body).path("data");
            List<String> names = new ArrayList<>();
            data.forEach(model -> names.add(model.path("id").asText()));
            return data.isArray() ? Optional.of(names) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
