package dev.assay.experiment.remote;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.contracts.json.AssayJson;
import dev.assay.experiment.config.ExperimentConfig;
import dev.assay.frame.problem.Problems;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls the internal endpoints of other services with this service's credential. A service that does not answer is a 503
 * with {@code Retry-After}; the problem that a service answers with is handed on as it is.
 */
@ApplicationScoped
public class InternalClient {

    private static final String JSON = "application/json";
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 400;

    private final ExperimentConfig.Services services;
    private final Optional<String> token;
    private final HttpClient http;

    InternalClient(ExperimentConfig config, @ConfigProperty(name = "assay.service.token") Optional<String> token) {
        this.services = config.services();
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(services.connectTimeout())
                .build();
    }

    /** An answer to be handed on: the body is read while it is sent. */
    public record Forwarded(int status, Optional<String> contentType, Optional<String> location, InputStream body) {}

    /** The document at {@code path}; empty where there is none (404). */
    public <T> Optional<T> get(Peer peer, String path, TypeReference<T> type) {
        return get(peer, path, type, services.answerTimeout());
    }

    /** The same, for as long as the asker has patience. */
    public <T> Optional<T> get(Peer peer, String path, TypeReference<T> type, Duration patience) {
        HttpRequest request = request(peer, path).timeout(patience).GET().build();
        HttpResponse<byte[]> response = send(peer, request, BodyHandlers.ofByteArray());
        if (response.statusCode() == NOT_FOUND) {
            return Optional.empty();
        }
        return Optional.of(decode(peer, success(peer, response).body(), type));
    }

    /** Puts a document there; returns when the service has accepted it. */
    public void put(Peer peer, String path, Object document) {
        HttpRequest request = request(peer, path)
                .timeout(services.answerTimeout())
                .header("Content-Type", JSON)
                .PUT(BodyPublishers.ofByteArray(AssayJson.writeBytes(document)))
                .build();
        success(peer, send(peer, request, BodyHandlers.ofByteArray()));
    }

    /** What comes of a document that is posted there. */
    public <T> T post(Peer peer, String path, Object document, TypeReference<T> type) {
        return post(peer, path, document, type, services.answerTimeout());
    }

    /** The same, for as long as the asker has patience. */
    public <T> T post(Peer peer, String path, Object document, TypeReference<T> type, Duration patience) {
        HttpRequest request = request(peer, path)
                .timeout(patience)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(AssayJson.writeBytes(document)))
                .build();
        return decode(
                peer,
                success(peer, send(peer, request, BodyHandlers.ofByteArray())).body(),
                type);
    }

    /** Hands a request on and gives the answer back as it comes, whatever its status. */
    public Forwarded forward(Peer peer, String method, String path, Optional<Body> body) {
        HttpRequest.Builder request =
                request(peer, path).timeout(body.isPresent() ? services.uploadTimeout() : services.answerTimeout());
        BodyPublisher publisher = body.map(Body::publisher).orElseGet(BodyPublishers::noBody);
        body.ifPresent(one -> request.header("Content-Type", one.contentType()));
        HttpResponse<InputStream> response =
                send(peer, request.method(method, publisher).build(), BodyHandlers.ofInputStream());
        return new Forwarded(
                response.statusCode(),
                response.headers().firstValue("Content-Type"),
                response.headers().firstValue("Location"),
                response.body());
    }

    /** A request body that is handed on. */
    public record Body(String contentType, BodyPublisher publisher) {

        public static Body json(Object document) {
            return new Body(JSON, BodyPublishers.ofByteArray(AssayJson.writeBytes(document)));
        }

        public static Body stream(String contentType, InputStream content) {
            return new Body(contentType, BodyPublishers.ofInputStream(() -> content));
        }
    }

    private HttpRequest.Builder request(Peer peer, String path) {
        URI base = peer.address(services);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + path));
        request.header("Accept", JSON + ", application/problem+json");
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private <T> HttpResponse<T> send(Peer peer, HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw Problems.unavailable(peer.serviceName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable(peer.serviceName());
        }
    }

    private static HttpResponse<byte[]> success(Peer peer, HttpResponse<byte[]> response) {
        if (response.statusCode() < FIRST_ERROR) {
            return response;
        }
        throw Problems.passedOn(response.statusCode(), members(peer, response.body()));
    }

    private static Map<String, Object> members(Peer peer, byte[] problem) {
        try {
            return AssayJson.events().readValue(problem, new TypeReference<>() {});
        } catch (IOException e) {
            return Map.of("detail", peer.serviceName() + " answered with an error; see its log");
        }
    }

    private static <T> T decode(Peer peer, byte[] document, TypeReference<T> type) {
        try {
            return AssayJson.events().readValue(document, type);
        } catch (IOException e) {
            throw new IllegalStateException(peer.serviceName() + " sent a document of another shape", e);
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
