package dev.assay.model.chat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.model.inference.InferenceQueue;
import dev.assay.model.inference.QueueFullException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The protocol, over the toy model. */
@QuarkusTest
class ChatTest {

    private static final String MODEL = "tiny-starter-q8_0";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A problem of the starter set that it was trained on. */
    private static final String PROMPT = """
            def tally_marks(count: int) -> str:
                \"""Write a count as tally marks: one bar for each, in groups of five, with one space between groups.

                >>> tally_marks(3)
                '|||'
                >>> tally_marks(7)
                '||||| ||'
                >>> tally_marks(0)
                ''
                \"""
            """;

    private final InferenceQueue queue;

    ChatTest(InferenceQueue queue) {
        this.queue = queue;
    }

    @Test
    void the_model_is_listed() {
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("data[0].id", equalTo(MODEL));
        given().get("/v1/models/" + MODEL).then().statusCode(200).body("object", equalTo("model"));
        given().get("/v1/models/other").then().statusCode(404).body("error.code", equalTo("model_not_found"));
    }

    @Test
    void a_problem_that_it_was_trained_on_is_answered_in_a_fence_with_usage() {
        post(Map.of("temperature", 0))
                .statusCode(200)
                .body("object", equalTo("chat.completion"))
                .body("model", equalTo(MODEL))
                .body("choices[0].message.role", equalTo("assistant"))
                .body("choices[0].message.content", startsWith("```python\n"))
                .body("choices[0].message.content", containsString("def tally_marks"))
                .body("choices[0].finish_reason", equalTo("stop"))
                .body("usage.prompt_tokens", greaterThan(60))
                .body("usage.completion_tokens", greaterThan(20));
    }

    @Test
    void the_same_request_has_the_same_answer_also_among_others() throws Exception {
        String alone = content(Map.of("temperature", 0, "max_tokens", 40));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> requests = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Map<String, Object> settings =
                        i % 2 == 0 ? Map.of("temperature", 0, "max_tokens", 40) : Map.of("max_tokens", 40);
                requests.add(() -> content(settings));
            }
            List<Future<String>> answers = clients.invokeAll(requests);
            for (int i = 0; i < answers.size(); i += 2) {
                assertThat(answers.get(i).get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void a_seed_repeats_an_answer_and_another_changes_it() {
        // Of what it was not trained on it is nowhere sure.
        List<Map<String, String>> unknown = List.of(Map.of("role", "user", "content", "Write a poem about the sea."));
        Map<String, Object> hot = Map.of("messages", unknown, "temperature", 1.5, "max_tokens", 60, "seed", 7);
        Map<String, Object> other = new TreeMap<>(hot);
        other.put("seed", 8);

        assertThat(content(hot)).isEqualTo(content(hot));
        assertThat(content(other)).isNotEqualTo(content(hot));
    }

    @Test
    void an_answer_that_reaches_its_limit_says_so() {
        for (String limit : List.of("max_tokens", "max_completion_tokens")) {
            post(Map.of("temperature", 0, limit, 5))
                    .statusCode(200)
                    .body("choices[0].finish_reason", equalTo("length"))
                    .body("usage.completion_tokens", equalTo(5));
        }
    }

    @Test
    void an_answer_ends_before_a_stop_text() {
        String stopped = content(Map.of("temperature", 0, "stop", List.of("return", "nowhere")));

        assertThat(stopped).contains("def tally_marks").doesNotContain("return");
        assertThat(content(Map.of("temperature", 0))).startsWith(stopped + "return");
    }

    @Test
    void a_stream_has_the_same_text_usage_at_its_end_and_is_closed() throws IOException {
        Map<String, Object> settings = Map.of("temperature", 0, "max_tokens", 30);
        Map<String, Object> streamed = new TreeMap<>(settings);
        streamed.put("stream", true);
        streamed.put("stream_options", Map.of("include_usage", true));

        List<String> events = post(streamed)
                .statusCode(200)
                .contentType("text/event-stream")
                .extract()
                .asString()
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();

        assertThat(events).allMatch(line -> line.startsWith("data: "));
        assertThat(events.getLast()).isEqualTo("data: [DONE]");
        StringBuilder text = new StringBuilder();
        for (String event : events.subList(0, events.size() - 1)) {
            JsonNode chunk = JSON.readTree(event.substring("data: ".length()));
            text.append(
                    chunk.path("choices").path(0).path("delta").path("content").asText());
        }
        assertThat(text.toString()).isEqualTo(content(settings));
        JsonNode usage = JSON.readTree(events.get(events.size() - 2).substring("data: ".length()));
        assertThat(usage.path("choices")).isEmpty();
        assertThat(usage.path("usage").path("completion_tokens").asInt()).isEqualTo(30);
        JsonNode end = JSON.readTree(events.get(events.size() - 3).substring("data: ".length()));
        assertThat(end.path("choices").path(0).path("finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void a_conversation_with_any_characters_is_read() {
        String odd = "emoji \uD83D\uDE00, NUL \u0000, lone \uD800, private \uE000, <|end|> and \"quotes\\\"";
        Map<String, Object> settings = Map.of(
                "max_tokens",
                3,
                "messages",
                List.of(
                        Map.of("role", "system", "content", odd),
                        Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", odd))),
                        Map.of("role", "assistant", "content", odd),
                        Map.of("role", "user", "content", odd)));

        post(settings).statusCode(200).body("usage.prompt_tokens", greaterThan(100));
    }

    @Test
    void a_conversation_that_is_too_long_is_refused_as_such() {
        Map<String, Object> settings =
                Map.of("messages", List.of(Map.of("role", "user", "content", "word ".repeat(5000))));

        post(settings).statusCode(400).body("error.code", equalTo("context_length_exceeded"));
    }

    @Test
    void a_request_that_finds_the_line_full_is_told_to_come_again() throws Exception {
        Deque<InferenceQueue.Place> places = new ArrayDeque<>();
        try {
            while (true) {
                places.push(queue.take());
            }
        } catch (QueueFullException full) {
            post(Map.of())
                    .statusCode(429)
                    .header("Retry-After", equalTo("2"))
                    .body("error.code", equalTo("rate_limit_exceeded"));
        } finally {
            places.forEach(InferenceQueue.Place::close);
        }

        post(Map.of("max_tokens", 1)).statusCode(200);
    }

    @Test
    void what_is_wrong_is_named() {
        refused(Map.of("model", "other"), 404, "model", "model_not_found");
        refused(Map.of("temperature", 3), 400, "temperature", "invalid_value");
        refused(Map.of("top_p", 0), 400, "top_p", "invalid_value");
        refused(Map.of("max_tokens", 0), 400, "max_tokens", "invalid_value");
        refused(Map.of("max_tokens", "many"), 400, "max_tokens", "invalid_value");
        refused(Map.of("stream", "yes"), 400, "stream", "invalid_value");
        refused(Map.of("stop", List.of("")), 400, "stop", "invalid_value");
        refused(Map.of("n", 2), 400, "n", "unsupported_parameter");
        refused(Map.of("logprobs", true), 400, "logprobs", "unsupported_parameter");
        refused(Map.of("messages", List.of()), 400, "messages", "invalid_value");
        refused(
                Map.of("messages", List.of(Map.of("role", "assistant", "content", "I begin"))),
                400,
                "messages[0].role",
                "invalid_value");
        refused(
                Map.of("messages", List.of(Map.of("role", "user", "content", 5))),
                400,
                "messages[0].content",
                "invalid_value");
    }

    @Test
    void what_is_not_json_is_refused() {
        given().contentType("application/json")
                .body("{\"model\":")
                .post("/v1/chat/completions")
                .then()
                .statusCode(400)
                .body("error.type", equalTo("invalid_request_error"));
        given().get("/v1/nothing").then().statusCode(404).body("error.message", containsString("404"));
    }

    private static void refused(Map<String, Object> settings, int status, String parameter, String code) {
        post(settings)
                .statusCode(status)
                .body("error.param", equalTo(parameter))
                .body("error.code", equalTo(code));
    }

    private static String content(Map<String, Object> settings) {
        return post(settings).statusCode(200).extract().path("choices[0].message.content");
    }

    private static ValidatableResponse post(Map<String, Object> settings) {
        Map<String, Object> request =
                new TreeMap<>(Map.of("model", MODEL, "messages", List.of(Map.of("role", "user", "content", PROMPT))));
        request.putAll(settings);
        return given().contentType("application/json")
                .body(request)
                .post("/v1/chat/completions")
                .then();
    }
}
