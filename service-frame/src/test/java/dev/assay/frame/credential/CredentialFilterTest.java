package dev.assay.frame.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.embedded.testing.PlatformInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
class CredentialFilterTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI service;

    @Path("/internal/guarded")
    @CallableBy({Caller.EXPERIMENT, Caller.SCORER})
    static class Guarded {

        @GET
        public String read() {
            return "read";
        }

        @GET
        @Path("/stricter")
        @CallableBy(Caller.LLM)
        public String stricter() {
            return "read";
        }
    }

    @Path("/internal/forgotten")
    static class Forgotten {

        @GET
        public String read() {
            return "read";
        }
    }

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void the_credential_of_a_named_caller_opens_the_endpoint() throws Exception {
        assertThat(get("internal/guarded", "Bearer token-of-experiment")).isEqualTo(200);
    }

    @Test
    void no_credential_is_401_and_another_one_403() throws Exception {
        assertThat(get("internal/guarded", "")).isEqualTo(401);
        assertThat(get("internal/guarded", "Basic token-of-experiment")).isEqualTo(401);
        assertThat(get("internal/guarded", "Bearer token-of-nobody")).isEqualTo(403);
        assertThat(get("internal/guarded", "Bearer ")).isIn(401, 403);
    }

    @Test
    void a_caller_whose_token_is_not_configured_is_refused() throws Exception {
        assertThat(get("internal/guarded/stricter", "Bearer token-of-experiment"))
                .isEqualTo(403);
        assertThat(get("internal/guarded/stricter", "Bearer token-of-llm")).isEqualTo(403);
    }

    @Test
    void an_internal_endpoint_that_names_no_caller_is_closed() throws Exception {
        assertThat(get("internal/forgotten", "Bearer token-of-experiment")).isEqualTo(403);
    }

    private int get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
