package dev.assay.e2e.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.Ids;
import dev.assay.contracts.json.AssayJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A model server that answers as a script says, over the real protocol, and keeps its own count of every call.
 *
 * <p>Two calls are the same call when their bodies are the same.
 */
public final class ScriptedModelServer implements AutoCloseable {

    /** The name of its one model. */
    public static final String MODEL = "scripted-1";

    /** An answer that ends with it was cut at the token limit, there. */
    public static final String CUT = "[cut]";

    private static final int OK = 200;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final HttpServer server;
    private final Function<JsonNode, String> script;
    private final List<ModelCall> calls = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore permits = new Semaphore(0);
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean holding;

    /** A server that answers all that the user has said with what {@code script} makes of it. */
    public ScriptedModelServer(UnaryOperator<String> script) {
        this(script.compose(ScriptedModelServer::saidByUser));
    }

    private ScriptedModelServer(Function<JsonNode, String> script) {
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/models", this::listModels);
        server.createContext("/v1/chat/completions", this::complete);
        server.start();
    }

    /** A server that answers the messages of a request with what {@code script} makes of them. */
    public static ScriptedModelServer ofMessages(Function<JsonNode, String> script) {
        return new ScriptedModelServer(script);
    }

    /** Up to and with {@code /v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** How long each answer takes from now on. */
    public ScriptedModelServer latency(Duration duration) {
        latency = duration;
        return this;
    }

    /** No answer goes out from now on, but for those that are {@linkplain #release released}. */
    public void hold() {
        permits.drainPermits();
        holding = true;
    }

    /** That many answers go out, of calls that are held or come. */
    public void release(int answers) {
        permits.release(answers);
    }

    /** Who made the calls so far was killed: none of them is answered any more, so no released answer is lost on one. */
    public void callerIsGone() {
        calls.forEach(ModelCall::abandon);
    }

    /** Answers go out by themselves again, those that were held after one more latency. */
    public void resume() {
        holding = false;
    }

    /** The next calls fail, one each. */
    public void failNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Calls received since the start. */
    public int calls() {
        return calls.size();
    }

    /** The bodies of all calls received, in order. */
    public List<String> bodies() {
        return calls.stream().map(ModelCall::body).toList();
    }

    /** How often each call was received, by the hash of its body. */
    public Map<String, Long> callsByRequest() {
        return calls.stream().collect(Collectors.groupingBy(ModelCall::request, Collectors.counting()));
    }

    public int inFlight() {
        return inFlight.get();
    }

    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** The calls that had been received, and not answered at {@code nanos} ({@link System#nanoTime}). */
    public Set<String> openAt(long nanos) {
        return calls.stream()
                .filter(call -> call.isOpenAt(nanos))
                .map(ModelCall::request)
                .collect(Collectors.toSet());
    }

    private void listModels(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, OK, Map.of("object", "list", "data", List.of(Map.of("id", MODEL, "object", "model"))));
        }
    }

    private void complete(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        ModelCall call = new ModelCall(Ids.sha256(body), new String(body, StandardCharsets.UTF_8));
        calls.add(call);
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try (exchange) {
            if (!awaitTurn(call)) {
                return;
            }
            call.answered();
            Fault fault = faults.poll();
            if (fault == null) {
                send(exchange, OK, completion(AssayJson.events().readTree(body)));
            } else {
                fail(exchange, fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    /** Whether the call is to be answered, once it is. */
    private boolean awaitTurn(ModelCall call) throws InterruptedException {
        boolean turn = false;
        while (!turn && !closed.await(latency.toMillis(), TimeUnit.MILLISECONDS)) {
            turn = !holding || awaitRelease(call);
        }
        return !call.isAbandoned();
    }

    /** Whether the wait is over; false where answers go out by themselves again. */
    private boolean awaitRelease(ModelCall call) throws InterruptedException {
        while (holding && closed.getCount() > 0) {
            if (call.isAbandoned() || permits.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, Object> completion(JsonNode request) {
        JsonNode messages = request.path("messages");
        String prompt = saidByUser(messages);
        String scripted = script.apply(messages);
        boolean cut = scripted.endsWith(CUT);
        String answer = cut ? scripted.substring(0, scripted.length() - CUT.length()) : scripted;
        int promptTokens = prompt.split("\\s+").length;
        int answerTokens = answer.split("\\s+").length;
        return Map.of(
                "id",
                "chatcmpl-" + calls.size(),
                "object",
                "chat.completion",
                "created",
                0,
                "model",
                MODEL,
                "choices",
                List.of(Map.of(
                        "index",
                        0,
                        "finish_reason",
                        cut ? "length" : "stop",
                        "message",
                        Map.of("role", "assistant", "content", answer))),
                "usage",
                Map.of(
                        "prompt_tokens", promptTokens,
                        "completion_tokens", answerTokens,
                        "total_tokens", promptTokens + answerTokens));
    }

    private static String saidByUser(JsonNode messages) {
        StringJoiner said = new StringJoiner("\n\n");
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("user")) {
                said.add(message.path("content").asText());
            }
        }
        return said.toString();
    }

    private static void fail(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case RATE_LIMIT -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, 429, error("slow down"));
            }
            case SERVER_ERROR -> send(exchange, 500, error("out of order"));
            case UNAUTHORIZED -> send(exchange, 401, error("no such key"));
            case GARBAGE -> send(exchange, OK, "<html>welcome</html>".getBytes(StandardCharsets.UTF_8));
            case BROKEN_BODY -> {
                exchange.sendResponseHeaders(OK, 10_000);
                exchange.getResponseBody().write("{\"choices\": [".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        }
    }

    private static Map<String, Object> error(String message) {
        return Map.of("error", Map.of("message", message, "type", "error", "code", "error"));
    }

    private static void send(HttpExchange exchange, int status, Object document) throws IOException {
        send(exchange, status, AssayJson.writeBytes(document));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
