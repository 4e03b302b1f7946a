package dev.assay.cli.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.failure.Failure;
import dev.assay.contracts.Page;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Requests to the API, and what becomes of them: a document, or a {@link Failure} as {@link AssayClient} says. */
final class Transport {

    static final Duration ANSWER = Duration.ofSeconds(60);
    static final Duration UPLOAD = Duration.ofMinutes(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(1);
    private static final int PAGE_LIMIT = 1000;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private final ObjectMapper json = AssayJson.events();
    private final HttpClient http;
    private final URI server;

    Transport(URI server) {
        this.server = server;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        if (server.getScheme().equals("http")) {
            builder.sslContext(NoTls.context());
        }
        this.http = builder.build();
    }

    /** Ends what goes on, and the thread that waits for answers; returns when it has ended. */
    void close() {
        http.shutdownNow();
        try {
            http.awaitTermination(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url(String path) {
        return server + "/api/v1" + path;
    }

    /** For what may take minutes. */
    <T> T post(String path, Object document, Class<T> type) {
        HttpRequest request = request(path)
                .timeout(UPLOAD)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(AssayJson.writeBytes(document)))
                .build();
        return send(request, type);
    }

    Run post(String path, HttpRequest.BodyPublisher body, Duration timeout) {
        return send(
                request(path)
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .POST(body)
                        .build(),
                Run.class);
    }

    <T> T get(String path, Class<T> type) {
        return send(request(path).build(), type);
    }

    <T> List<T> all(String path, TypeReference<Page<T>> type, int limit) {
        List<T> items = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent() && items.size() < limit) {
            int size = Math.min(PAGE_LIMIT, limit - items.size());
            String from = cursor.filter(text -> !text.isEmpty())
                    .map(text -> "&cursor=" + encode(text))
                    .orElse("");
            String separator = path.contains("?") ? "&" : "?";
            Page<T> page = page(path + separator + "limit=" + size + from, type);
            items.addAll(page.items());
            cursor = page.next();
        }
        return items;
    }

    <T> Page<T> page(String path, TypeReference<Page<T>> type) {
        try (InputStream body = exchange(request(path).build()).body()) {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    <T> T send(HttpRequest request, Class<T> type) {
        try (InputStream body = exchange(request).body()) {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw broken(request.uri().getPath(), e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)))
                .header("Accept", "application/json, application/problem+json")
                .timeout(ANSWER);
    }

    HttpResponse<InputStream> exchange(HttpRequest request) {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, BodyHandlers.ofInputStream());
        } catch (SSLException e) {
            throw Failure.infrastructure("no secure connection to " + server + ": " + e.getMessage());
        } catch (IOException e) {
            throw new ServerAway(server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.infrastructure("interrupted");
        }
        if (response.statusCode() >= FIRST_ERROR) {
            throw refused(request, response);
        }
        return response;
    }

    private Failure refused(HttpRequest request, HttpResponse<InputStream> response) {
        int status = response.statusCode();
        String said = said(response)
                .orElse("it answered " + status + " to " + request.method() + " "
                        + request.uri().getPath());
        return status >= FIRST_SERVER_ERROR ? Failure.infrastructure("Assay failed: " + said) : Failure.usage(said);
    }

    private Optional<String> said(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return json.readValue(body, ProblemDocument.class).summary();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Failure broken(String path, IOException cause) {
        return Failure.infrastructure("the answer to " + path + " broke off or cannot be read: " + cause.getMessage());
    }

    /** A problem detail, as far as it is shown. */
    private record ProblemDocument(
            Optional<String> title, Optional<String> detail, Optional<List<Violation>> violations) {

        private record Violation(Optional<String> field, Optional<String> message) {}

        Optional<String> summary() {
            Optional<String> fields = violations
                    .filter(list -> !list.isEmpty())
                    .map(list -> list.stream()
                            .map(one -> one.field().map(name -> name + ": ").orElse("")
                                    + one.message().orElse("is not valid"))
                            .collect(Collectors.joining("; ")));
            return fields.or(() -> detail).or(() -> title);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    void download(String path, Writer out) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path))).build();
        try (InputStream body = exchange(request).body()) {
            new InputStreamReader(body, StandardCharsets.UTF_8).transferTo(out);
        } catch (IOException e) {
            throw broken(request.uri().getPath(), e);
        }
    }

    static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
