package dev.assay.executor.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.contracts.json.AssayJson;
import dev.assay.embedded.testing.PlatformInfrastructure;
import dev.assay.executor.event.OracleServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformInfrastructure.class)
@QuarkusTestResource(OracleServer.class)
class RunTest {

    @TestHTTPResource
    URI server;

    private static final Path COMMITTED = Path.of("../docs/api/executor-openapi.yaml");

    @Test
    void code_is_run_as_SandboxFusion_runs_it() {
        post(
                        "/run_code",
                        Map.of(
                                "code",
                                "import sys; print(sys.stdin.read() + open('data/in.txt').read())",
                                "language",
                                "python",
                                "stdin",
                                "one ",
                                "files",
                                Map.of("data/in.txt", base64("two")),
                                "memory_limit_MB",
                                -1,
                                "an_unknown_field",
                                1))
                .statusCode(200)
                .body("status", equalTo("Success"))
                .body("message", equalTo(""))
                .body("compile_result", nullValue())
                .body("run_result.status", equalTo("Finished"))
                .body("run_result.return_code", equalTo(0))
                .body("run_result.stdout", equalTo("one two\n"))
                .body("run_result.stderr", equalTo(""))
                .body("run_result.execution_time", notNullValue())
                .body("executor_pod_name", equalTo("executor-1"));
    }

    @Test
    void a_failing_program_a_slow_one_and_one_that_does_not_compile_are_told_apart() {
        post("/run_code", Map.of("code", "raise SystemExit(3)", "language", "python"))
                .body("status", equalTo("Failed"))
                .body("run_result.status", equalTo("Finished"))
                .body("run_result.return_code", equalTo(3));
        post("/run_code", Map.of("code", "import time; time.sleep(60)", "language", "python", "run_timeout", 1))
                .body("status", equalTo("Failed"))
                .body("run_result.status", equalTo("TimeLimitExceeded"))
                .body("run_result.return_code", nullValue());
        post("/run_code", Map.of("code", "int main() { return }", "language", "cpp"))
                .body("status", equalTo("Failed"))
                .body("compile_result.return_code", greaterThan(0))
                .body("compile_result.stderr", containsString("error"))
                .body("run_result", nullValue());
    }

    @Test
    void files_are_fetched_after_the_run() {
        post(
                        "/run_code",
                        Map.of(
                                "code", "mkdir out; echo made >out/a.txt",
                                "language", "bash",
                                "fetch_files", List.of("out/a.txt", "missing")))
                .body("status", equalTo("Success"))
                .body("files.'out/a.txt'", equalTo(base64("made\n")))
                .body("files.missing", nullValue());
    }

    @Test
    void what_is_wrong_with_a_request_is_said_by_its_field() {
        post("/run_code", Map.of("code", "1", "language", "cobol"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("language"))
                .body("violations[0].message", containsString("python"));
        post("/run_code", Map.of("language", "python")).statusCode(400).body("violations[0].field", equalTo("code"));
        post("/run_code", Map.of("code", "1", "language", "bash", "files", Map.of("../x", "")))
                .statusCode(400)
                .body("violations[0].field", equalTo("files"));
        post("/run_code", Map.of("code", "1", "language", "bash", "run_timeout", 0))
                .statusCode(400)
                .body("violations[0].field", equalTo("run_timeout"));
        post("/executions", Map.of("language", "bash", "command", List.of("ls")))
                .statusCode(400)
                .body("violations[0].field", equalTo("language"));
    }

    /** The server answers before it has read the body, and closes. */
    @Test
    void a_body_that_is_too_large_is_refused_by_its_length() throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("POST /run_code HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer client-token\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 9437184\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();

            assertThat(answer).contains(" 413 ");
        }
    }

    @Test
    void a_command_runs_with_files_and_limits_and_says_what_it_used() {
        post(
                        "/executions",
                        Map.of(
                                "command", List.of("sort", "words.txt"),
                                "files", Map.of("words.txt", base64("b\na\n")),
                                "limits", Map.of("cpu_seconds", 2, "memory_bytes", 64 << 20)))
                .statusCode(200)
                .body("outcome", equalTo("finished"))
                .body("run.exit_code", equalTo(0))
                .body("run.stdout.text", equalTo("a\nb\n"))
                .body("run.stdout.total_bytes", equalTo(4))
                .body("run.resources.cpu_limit_ms", equalTo(2000))
                .body("run.resources.memory_limit_bytes", equalTo(64 << 20))
                .body("tier", equalTo("T1"))
                .body("runtime", equalTo("command"))
                .body("executor_id", equalTo("executor-1"));
    }

    @Test
    void a_program_that_runs_into_a_limit_or_a_signal_says_so() {
        post(
                        "/executions",
                        Map.of("language", "bash", "code", "while :; do :; done", "limits", Map.of("cpu_seconds", 1)))
                .body("outcome", equalTo("time_limit"))
                .body("run.exit_code", nullValue());
        post("/executions", Map.of("language", "bash", "code", "kill -SEGV $$"))
                .body("outcome", equalTo("crashed"))
                .body("run.signal", equalTo(11));
        post("/executions", Map.of("language", "c", "code", "int main() { return x; }"))
                .body("outcome", equalTo("compile_error"))
                .body("compile.stderr.text", containsString("undeclared"))
                .body("run", nullValue());
    }

    @Test
    void only_who_holds_the_token_may_run_code() {
        Map<String, Object> body = Map.of("code", "1", "language", "python");
        given().contentType("application/json")
                .body(body)
                .post("/run_code")
                .then()
                .statusCode(401);
        as("experiment-token")
                .contentType("application/json")
                .body(body)
                .post("/run_code")
                .then()
                .statusCode(403);
        as("experiment-token")
                .contentType("application/json")
                .body(body)
                .post("/executions")
                .then()
                .statusCode(403);
        given().get("/runtimes").then().statusCode(401);
    }

    @Test
    void the_runtimes_are_listed_with_their_versions_and_what_to_install() {
        as("experiment-token")
                .get("/runtimes")
                .then()
                .statusCode(200)
                .body("task_types", hasItem("function-completion"))
                .body(
                        "runtimes.id",
                        hasItems("python", "javascript", "typescript", "java", "c", "cpp", "go", "rust", "bash"))
                .body("runtimes.find { it.id == 'python' }.available", equalTo(true))
                .body("runtimes.find { it.id == 'python' }.version", containsString("3."))
                .body("runtimes.find { it.id == 'go' }.install", containsString("golang-go"));
    }

    @Test
    void the_committed_description_is_the_one_that_is_served() throws IOException {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("assay.openapi.update")) {
            Files.writeString(COMMITTED, served);
        }
        assertThat(Files.readString(COMMITTED))
                .as("docs/api/executor-openapi.yaml is old; write it anew with -Dassay.openapi.update=true")
                .isEqualTo(served);
    }

    private static ValidatableResponse post(String path, Map<String, Object> body) {
        return as("client-token")
                .contentType("application/json")
                .body(AssayJson.write(body))
                .post(path)
                .then();
    }

    private static io.restassured.specification.RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
