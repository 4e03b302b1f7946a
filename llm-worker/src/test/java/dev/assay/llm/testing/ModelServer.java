package dev.assay.llm.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.json.AssayJson;
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

/** A server that speaks the chat completions protocol, each model by its own script, and keeps count. */
@Singleton
public class ModelServer {

    private static final int OK = 200;

    private final HttpServer server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, Journal> journals = new ConcurrentHashMap<>();

    ModelServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    /** What a model does at its n-th call, from 1. */
    public interface Script {
        Reply reply(int number, Call call) throws Exception;
    }

    /** A call as it arrived. */
    public record Call(String body, String authorization) {

        /** The text of its last message. */
        public String prompt() {
            JsonNode messages = AssayJson.read(body, JsonNode.class).path("messages");
            return messages.path(messages.size() - 1).path("content").asText();
        }
    }

    /** What the server sends back. */
    public record Reply(int status, Map<String, String> headers, String body) {}

    private record Journal(List<Call> calls, AtomicInteger inFlight, AtomicInteger mostInFlight) {}

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The same server as another provider: what tests of one show of it holds up no test of the other. */
    public String otherBaseUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1";
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
        Call call = new Call(body, exchange.getRequestHeaders().getFirst("Authorization"));
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
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
