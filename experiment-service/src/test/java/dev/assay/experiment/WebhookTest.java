package dev.assay.experiment;

import static dev.assay.experiment.doubles.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.assay.contracts.json.AssayJson;
import dev.assay.contracts.run.Run;
import dev.assay.contracts.run.RunState;
import dev.assay.experiment.doubles.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhookTest extends ServiceTest {

    @Test
    void the_end_of_a_run_is_told_once_it_is_taken_and_the_address_is_shown_to_nobody() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/secret", exchange -> {
            try (exchange) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(bodies.size() == 1 ? 503 : 200, -1);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/secret";
            Run run = Api.run(
                    "{\"experiment_ids\": [\"" + Api.experiment("d2", 2)
                            + "\"], \"name\": \"<night>\", \"webhook_url\": \"" + url + "\"}",
                    201);
            Run ended = Api.await(run, RunState.FINISHED);
            Awaitility.await().until(() -> bodies.size() == 2);

            JsonNode told = AssayJson.read(bodies.getLast(), JsonNode.class);
            assertThat(told.path("text").asText())
                    .startsWith(run.runId() + " (&lt;night&gt;) finished: 2 of 2 passed, 100.0 % (95 % interval ")
                    .endsWith(", cost $0.0010");
            assertThat(AssayJson.write(ended)).doesNotContain("secret");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_address_that_is_none_is_refused() {
        post("/runs", "{\"experiment_ids\": [\"" + Api.experiment("d2", 1) + "\"], \"webhook_url\": \"file:///etc\"}")
                .statusCode(400)
                .body("violations.field", contains("webhook_url"));
    }
}
