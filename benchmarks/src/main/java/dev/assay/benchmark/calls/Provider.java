package dev.assay.benchmark.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.benchmark.calls.ProviderCall.Tokens;
import dev.assay.contracts.Ids;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider over HTTP, in chat completions, streamed where it is asked to. It counts the dearest way that a tokenizer can,
 * a token a byte, fails as it is told, and writes down every call.
 *
 * <p>It is two providers, since it answers under two addresses.
 */
final class Provider implements AutoCloseable {

    static final String MODEL = "uneven-1";

    /** Names the worker; every worker's catalogue sets it. */
    static final String WORKER_HEADER = "x-worker";

    private static final int BACKLOG = 1024;
    private static final int FRAME_TOKENS = 4;
    private static final int OK = 200;

    static {
        // Else small answers wait for the delayed acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Faults faults;
    private final Duration shortest;
    private final Duration longest;
    private final Random random;
    private final List<ProviderCall> journal = new ArrayList<>();

    /** Answers take from {@code shortest} to {@code longest}. */
    Provider(Faults faults, Duration shortest, Duration longest, long seed) {
        this.faults = faults;
        this.shortest = shortest;
        this.longest = longest;
        this.random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    /** The address whose answers are documents. */
    String unaryUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The address whose answers are to be streamed. */
    String streamUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    /** The calls so far, in the order in which they came. */
    List<ProviderCall> journal() {
        synchronized (journal) {
            return List.copyOf(journal);
        }
    }

    int calls() {
        synchronized (journal) {
            return journal.size();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode request = AssayJson.events().readTree(body);
        Duration latency;
        ProviderCall call;
        synchronized (journal) {
            call = enter(exchange, body, request);
            journal.add(call);
            latency = shortest.plusNanos(
                    (long) (random.nextDouble() * longest.minus(shortest).toNanos()));
        }
        try (exchange) {
            if (!call.reply().isRefusal()) {
                Thread.sleep(latency);
            }
            reply(exchange, call, request.path("stream").asBoolean());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            call.endedAt().set(System.nanoTime());
        }
    }

    private ProviderCall enter(HttpExchange exchange, byte[] body, JsonNode request) {
        long prompt = 0;
        for (JsonNode message : request.path("messages")) {
            prompt += FRAME_TOKENS + message.path("content").asText().getBytes(StandardCharsets.UTF_8).length;
        }
        String hash = Ids.sha256(body);
        long most = request.path("max_tokens").asLong();
        long completion = 1 + Long.parseLong(hash.substring(hash.length() - 8), 16) % most;
        return new ProviderCall(
                journal.size() + 1,
                hash,
                String.valueOf(exchange.getRequestHeaders().getFirst("Host")),
                String.valueOf(exchange.getRequestHeaders().getFirst(WORKER_HEADER)),
                faults.reply(random.nextDouble()),
                new Tokens(prompt, completion),
                new Tokens(prompt, most),
                System.nanoTime(),
                new AtomicLong(Long.MAX_VALUE));
    }

    private static void reply(HttpExchange exchange, ProviderCall call, boolean stream) throws IOException {
        switch (call.reply()) {
            case ANSWER -> {
                if (stream) {
                    stream(exchange, call, true);
                } else {
                    send(exchange, OK, AssayJson.write(document(call)));
                }
            }
            case RATE_LIMIT -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, "{\"error\":{\"message\":\"slow down\"}}");
            }
            case SERVER_ERROR -> send(exchange, 500, "{\"error\":{\"message\":\"out of order\"}}");
            case DROPPED -> {}
            case MALFORMED -> send(exchange, OK, "<html>welcome</html>");
            case BROKEN -> {
                if (stream) {
                    stream(exchange, call, false);
                } else {
                    exchange.sendResponseHeaders(OK, 10_000);
                    exchange.getResponseBody().write("{\"choices\": [".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            }
        }
    }

    private static String text(ProviderCall call) {
        return "no code, call " + call.number();
    }

    private static Map<String, Object> usage(ProviderCall call) {
        return Map.of(
                "prompt_tokens", call.usedTokens().prompt(),
                "completion_tokens", call.usedTokens().completion());
    }

    private static Map<String, Object> document(ProviderCall call) {
        return Map.of(
                "object",
                "chat.completion",
                "model",
                MODEL,
                "choices",
                List.of(Map.of(
                        "index",
                        0,
                        "finish_reason",
                        "stop",
                        "message",
                        Map.of("role", "assistant", "content", text(call)))),
                "usage",
                usage(call));
    }

    /** In three events; without the last two it is broken. */
    private static void stream(HttpExchange exchange, ProviderCall call, boolean whole) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(OK, 0);
        event(exchange, Map.of("choices", List.of(Map.of("index", 0, "delta", Map.of("content", text(call))))));
        if (!whole) {
            exchange.getResponseBody().flush();
            return;
        }
        event(exchange, Map.of("choices", List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop"))));
        event(exchange, Map.of("model", MODEL, "choices", List.of(), "usage", usage(call)));
        exchange.getResponseBody().write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().close();
    }

    private static void event(HttpExchange exchange, Object document) throws IOException {
        exchange.getResponseBody()
                .write(("data: " + AssayJson.write(document) + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String document) throws IOException {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
