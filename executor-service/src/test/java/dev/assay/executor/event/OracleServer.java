package dev.assay.executor.event;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.problem.OracleProblem;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The oracle endpoint of dataset-service, over real HTTP, with what the tests put into it. */
public class OracleServer implements QuarkusTestResourceLifecycleManager {

    static final String TOKEN = "executor-token";
    static final Map<String, OracleProblem> ORACLES = new ConcurrentHashMap<>();
    static final AtomicInteger REQUESTS = new AtomicInteger();
    static final AtomicInteger FAILURES_TO_COME = new AtomicInteger();

    private static final String PATH = "/internal/oracles/";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, OracleServer::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "ASSAY_DATASET_URL",
                url,
                "assay.service.token",
                TOKEN,
                "assay.executor.first-slot",
                "940",
                "assay.executor.slots",
                "2",
                "assay.executor.id",
                "executor-1",
                "assay.token.client",
                "client-token",
                "assay.token.experiment",
                "experiment-token");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        REQUESTS.incrementAndGet();
        OracleProblem oracle = ORACLES.get(exchange.getRequestURI().getPath().substring(PATH.length()));
        String credential = exchange.getRequestHeaders().getFirst("Authorization");
        try (exchange) {
            if (FAILURES_TO_COME.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (!("Bearer " + TOKEN).equals(credential)) {
                exchange.sendResponseHeaders(403, -1);
            } else if (oracle == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] body = AssayJson.writeBytes(oracle);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
