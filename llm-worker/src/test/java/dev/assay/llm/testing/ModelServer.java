package dev.assay.llm.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.experiment.Protocol;
import dev.assay.contracts.json.AssayJson;
import dev.assay.llm.testing.protocol.Dialect;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A model server in any protocol, each model by its own script, which keeps count. */
@Singleton
public class ModelServer {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final String KEY_OF_MESSAGES = "x-api-key";

    private final HttpServer server;
    private volatile Reply models = new Reply(NOT_FOUND, Map.of(), "");
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, Journal> journals = new ConcurrentHashMap<>();

    public ModelServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        for (Protocol protocol : Protocol.values()) {
            server.createContext("/v1" + Dialect.of(protocol).path(), this::handle);
        }
        server.createContext("/v1/models", exchange -> send(exchange, models));
        server.start();
    }

    /** What a model does at its n-th call, from 1. */
    public interface Script {
        Reply reply(int number, Call call) throws Exception;
    }

    /**
     * A call as it arrived.
     *
     * @param authorization the header that a key comes in, as it came; null where there was none
     */
    public record Call(String path, String body, String authorization) {

        /** The text of its last message. */
        public String prompt() {
            JsonNode messages = AssayJson.read(body, JsonNode.class).path("messages");
            return messages.path(messages.size() - 1).path("content").asText();
        }
    }

    /**
     * What the server sends back.
     *
     * @param pieceBytes how many bytes are sent at a time
     * @param breakAfterBytes where the connection breaks
     */
    public record Reply(int status, Map<String, String> headers, String body, int pieceBytes, int breakAfterBytes) {

        public Reply(int status, Map<String, String> headers, String body) {
            this(status, headers, body, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }

        /** Events of a stream. */
        public static Reply stream(String events) {
            return new Reply(OK, Map.of("Content-Type", "text/event-stream; charset=utf-8"), events);
        }

        public Reply inPieces(int bytes) {
            return new Reply(status, headers, body, bytes, breakAfterBytes);
        }

        /** The connection breaks in the middle of the body. */
        public Reply broken() {
            return new Reply(status, headers, body, pieceBytes, body.getBytes(StandardCharsets.UTF_8).length / 2);
        }
    }

    private record Journal(List<Call> calls, AtomicInteger inFlight, AtomicInteger mostInFlight) {}

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The same server as another provider: what tests of one show of it holds up no test of the other. */
    public String otherBaseUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
    }

    /** What it says of the models that it offers; 404 until then. */
    public void offers(Reply list) {
        models = list;
    }

    public void script(String model, Script script) {
        scripts.put(model, script);
    }

    public List<Call> calls(String model) {
        return List.copyOf(journal(model).calls());
    }

    /** The most calls of a model that were there at once. */
    public int mostInFlight(String model) {
        return journal(model).mostInFlight().get();
    }

    /** An ordinary answer. */
    public static Reply answer(String content, int promptTokens, int completionTokens) {
        String body = AssayJson.write(Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "model",
                "served-model",
                "choices",
                List.of(Map.of(
                        "index",
                        0,
                        "message",
                        Map.of("role", "assistant", "content", content),
                        "finish_reason",
                        "stop")),
                "usage",
                Map.of("prompt_tokens", promptTokens, "completion_tokens", completionTokens)));
        return new Reply(OK, Map.of(), body);
    }

    /** An error as the protocol has it. */
    public static Reply error(int status, String message) {
        return new Reply(status, Map.of(), AssayJson.write(Map.of("error", Map.of("message", message))));
    }

    private Journal journal(String model) {
        return journals.computeIfAbsent(
                model, name -> new Journal(new CopyOnWriteArrayList<>(), new AtomicInteger(), new AtomicInteger()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String model = AssayJson.read(body, JsonNode.class).path("model").asText();
        var headers = exchange.getRequestHeaders();
        String key = headers.containsKey(KEY_OF_MESSAGES)
                ? headers.getFirst(KEY_OF_MESSAGES)
                : headers.getFirst("Authorization");
        Call call = new Call(exchange.getRequestURI().getPath(), body, key);
        Journal journal = journal(model);
        int number;
        synchronized (journal) {
            journal.calls().add(call);
            number = journal.calls().size();
        }
        int now = journal.inFlight().incrementAndGet();
        journal.mostInFlight().accumulateAndGet(now, Math::max);
        try {
            Reply reply = scripts.get(model).reply(number, call);
            journal.inFlight().decrementAndGet();
            send(exchange, reply);
        } catch (Exception broken) {
            journal.inFlight().decrementAndGet();
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        int end = Math.min(bytes.length, reply.breakAfterBytes());
        for (int at = 0; at < end; at += Math.min(reply.pieceBytes(), end)) {
            exchange.getResponseBody().write(bytes, at, Math.min(reply.pieceBytes(), end - at));
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }
}
