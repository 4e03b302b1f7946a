package dev.assay.llm.testing.independent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.record.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before a server and keeps the bytes of its last answer, so that what was said is known apart from what was read. */
public final class RecordingProxy implements AutoCloseable {

    private static final int PIECE = 512;

    private static final Pattern COUNT =
            Pattern.compile("\"(prompt_tokens|input_tokens|completion_tokens|output_tokens)\"\\s*:\\s*([0-9]+)");

    private final URI target;
    private final HttpServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile String lastAnswer = "";

    /** @param target the server's address, without a path */
    public RecordingProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handOn);
        server.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    public String lastAnswer() {
        return lastAnswer;
    }

    /** The last counts of tokens in the bytes that the server sent. */
    public Usage lastUsage() {
        long input = -1;
        long output = -1;
        Matcher counts = COUNT.matcher(lastAnswer);
        while (counts.find()) {
            long tokens = Long.parseLong(counts.group(2));
            boolean in = counts.group(1).startsWith("prompt") || counts.group(1).startsWith("input");
            input = in ? tokens : input;
            output = in ? output : tokens;
        }
        return new Usage(input, output, 0, 0, 0);
    }

    private void handOn(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        for (String name : new String[] {"Content-Type", "Accept", "Authorization", "x-api-key", "anthropic-version"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        try (exchange) {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), 0);
            try (InputStream body = response.body()) {
                byte[] piece = new byte[PIECE];
                for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                    record.write(piece, 0, read);
                    // Before it is handed on, so that the record is whole when the client has the answer.
                    lastAnswer = record.toString(StandardCharsets.UTF_8);
                    exchange.getResponseBody().write(piece, 0, read);
                    exchange.getResponseBody().flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
