package dev.assay.llm;

import static dev.assay.llm.testing.ModelServer.answer;
import static dev.assay.llm.testing.ModelServer.error;
import static dev.assay.llm.testing.Platform.error;
import static dev.assay.llm.testing.Platform.generation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.event.StageError;
import dev.assay.contracts.record.Generation;
import dev.assay.contracts.record.Generation.CallRetry;
import dev.assay.llm.testing.ModelServer.Reply;
import dev.assay.llm.testing.Platform;
import dev.assay.llm.testing.RequestBuilder;
import dev.assay.llm.testing.WorkerTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Failed calls: which are made again, and what they cost. */
@WorkerTest
class RetryTest {

    @Inject
    Platform platform;

    @Test
    void passing_failures_are_called_again_and_each_is_on_record() {
        String model = platform.model((number, _) -> switch (number) {
            case 1 -> error(500, "oops");
            case 2 -> error(503, "busy");
            case 3 -> new Reply(200, Map.of(), "<html>not json</html>");
            default -> answer("at last", 1, 1);
        });
        RequestBuilder request = platform.request(platform.account(), model).at(platform.models.otherBaseUrl());

        platform.broker.send(request.build());

        Generation generation = generation(platform.broker.awaitFirst(request.id()));
        assertThat(generation.answer()).isEqualTo("at last");
        assertThat(generation.call().orElseThrow().retries())
                .extracting(CallRetry::cause)
                .containsExactly("server_error", "overload", "broken_response");
        assertThat(generation.call().orElseThrow().retries().getFirst().message())
                .isEqualTo("HTTP 500: oops");
        assertThat(platform.models.calls(model)).hasSize(4);
    }

    @Test
    void the_server_s_own_wait_is_kept() {
        String model = platform.model((number, _) -> number == 1
                ? new Reply(429, Map.of("Retry-After", "1"), "{\"error\":{\"message\":\"slow down\"}}")
                : answer("x", 1, 1));
        RequestBuilder request = platform.request(platform.account(), model).at(platform.models.otherBaseUrl());

        platform.broker.send(request.build());

        Generation.ModelCall call =
                generation(platform.broker.awaitFirst(request.id())).call().orElseThrow();
        CallRetry retry = call.retries().getFirst();
        assertThat(retry.cause()).isEqualTo("rate_limit");
        assertThat(retry.delayMs()).isEqualTo(1000);
        assertThat(call.startedAt()).isAfterOrEqualTo(retry.at().plusMillis(retry.delayMs()));
    }

    @Test
    void a_failure_that_does_not_pass_ends_the_attempt_after_a_bounded_number_of_calls() {
        String model = platform.model((_, _) -> error(500, "always"));
        String account = platform.account();
        RequestBuilder request = platform.request(account, model).price("1000", "1000");

        platform.broker.send(request.build());

        assertThat(error(platform.broker.awaitFirst(request.id())))
                .isEqualTo(new StageError("llm-worker", "server_error", "HTTP 500: always", true));
        assertThat(platform.models.calls(model)).hasSize(4);
        assertThat(platform.get(account).spentUsd()).isZero();
        assertThat(platform.get(account).reservedUsd()).isZero();
    }

    @Test
    void what_cannot_pass_is_not_called_again() {
        String unauthorized = platform.model((_, _) -> error(401, "no such key"));
        String tooLong = platform.model((_, _) -> error(400, "maximum context length is 10 tokens"));
        String account = platform.account();
        RequestBuilder first = platform.request(account, unauthorized);
        RequestBuilder second = platform.request(account, tooLong);

        platform.broker.send(first.build(), second.build());

        assertThat(error(platform.broker.awaitFirst(first.id())))
                .isEqualTo(new StageError("llm-worker", "authentication", "HTTP 401: no such key", false));
        assertThat(error(platform.broker.awaitFirst(second.id())).cause()).isEqualTo("context_length");
        assertThat(platform.models.calls(unauthorized)).hasSize(1);
        assertThat(platform.models.calls(tooLong)).hasSize(1);
    }

    @Test
    void a_broken_connection_is_paid_for_at_the_worst_case() {
        String model = platform.model((number, _) -> {
            if (number == 1) {
                throw new IOException("the server drops the connection");
            }
            return answer("x", 0, 0);
        });
        String account = platform.account();
        RequestBuilder request =
                platform.request(account, model, "def f(x)").price("0", "1000").maxOutputTokens(100);

        platform.broker.send(request.build());

        assertThat(generation(platform.broker.awaitFirst(request.id()))
                        .call()
                        .orElseThrow()
                        .retries())
                .extracting(CallRetry::cause)
                .containsExactly("network");
        assertThat(platform.get(account).presumedUsd()).isEqualByComparingTo("0.1");
        assertThat(platform.get(account).reservedUsd()).isZero();
    }

    @Test
    void a_call_that_takes_too_long_is_given_up_and_made_again() {
        CountDownLatch never = new CountDownLatch(1);
        String model = platform.model((number, _) -> {
            if (number == 1) {
                never.await();
            }
            return answer("x", 0, 0);
        });
        RequestBuilder request = platform.request(platform.account(), model).timeoutSeconds(1);

        platform.broker.send(request.build());

        assertThat(generation(platform.broker.awaitFirst(request.id()))
                        .call()
                        .orElseThrow()
                        .retries())
                .extracting(CallRetry::cause)
                .containsExactly("timeout");
        never.countDown();
    }

    @Test
    void a_server_that_is_not_there_costs_nothing() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        String account = platform.account();
        RequestBuilder request = new RequestBuilder(
                        platform.problems.problem("def nowhere()"), account, "http://127.0.0.1:" + closed + "/v1", "m")
                .price("1000", "1000");

        platform.broker.send(request.build());

        StageError error = error(platform.broker.awaitFirst(request.id()));
        assertThat(error.cause()).isEqualTo("network");
        assertThat(error.message()).contains("127.0.0.1:" + closed, "refuses");
        assertThat(error.retryable()).isTrue();
        assertThat(platform.get(account).spentUsd()).isZero();
    }

    @Test
    void a_redirect_is_not_followed() {
        String elsewhere = platform.model((_, _) -> answer("stolen", 1, 1));
        String model = platform.model((_, _) ->
                new Reply(307, Map.of("Location", platform.models.baseUrl() + "/chat/completions?" + elsewhere), ""));
        RequestBuilder request = platform.request(platform.account(), model);

        platform.broker.send(request.build());

        assertThat(error(platform.broker.awaitFirst(request.id())).message()).contains("redirect");
        assertThat(platform.models.calls(model)).hasSize(1);
    }
}
