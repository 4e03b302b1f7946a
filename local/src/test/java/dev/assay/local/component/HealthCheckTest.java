package dev.assay.local.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_service_whose_checks_are_up_is_ready() {
        answer(200, "{\"status\":\"UP\",\"checks\":[]}");

        assertThat(check().isReady()).isTrue();
    }

    @Test
    void a_service_that_is_not_ready_is_quoted() {
        answer(503, """
                {"status":"DOWN","checks":[{"name":"database","status":"UP"},
                {"name":"sandbox","status":"DOWN","data":{"reason":"install bubblewrap"}}]}""");
        HealthCheck check = check();

        assertThat(check.isReady()).isFalse();
        assertThat(check.complaint()).contains("sandbox", "install bubblewrap").doesNotContain("database");
    }

    @Test
    void a_service_that_does_not_answer_is_not_ready() {
        int port = server.getAddress().getPort();
        server.stop(0);

        assertThat(new HealthCheck("http://127.0.0.1:" + port).isReady()).isFalse();
        assertThat(new AcceptedConnection(port).isReady()).isFalse();
    }

    private HealthCheck check() {
        return new HealthCheck("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(int status, String body) {
        server.createContext("/q/health/ready", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
