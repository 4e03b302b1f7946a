package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.record.Usage;
import dev.assay.llm.call.CallFailure.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    @Test
    void an_ordinary_answer_is_read_whole() {
        assertThat(read("""
                        {"id":"x","object":"chat.completion","model":"coder-2026","choices":[{"index":0,
                         "message":{"role":"assistant","content":"return 1"},"finish_reason":"stop"}],
                         "usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}
                        """))
                .isEqualTo(new ChatAnswer(
                        "return 1",
                        Optional.empty(),
                        FinishReason.STOP,
                        Optional.of(new Usage(10, 5, 0, 0, 0)),
                        "coder-2026",
                        Optional.empty(),
                        Optional.of("stop"),
                        Optional.empty()));
    }

    @Test
    void a_router_names_the_provider_it_used() {
        assertThat(answer("""
                        {"provider":"Acme","choices":[{"message":{"content":"x"}}]}
                        """).provider()).contains("Acme");
    }

    @Test
    void where_the_server_names_no_model_it_is_the_one_asked_for() {
        assertThat(answer("{\"choices\":[{\"message\":{\"content\":\"x\"}}]}").servedModel())
                .isEqualTo("coder", new ChatCompletionsWire());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"content\":null}", "{}", "{\"content\":[]}", "{\"content\":null,\"tool_calls\":[{}]}"})
    void no_content_is_an_empty_answer(String message) {
        assertThat(answer("{\"choices\":[{\"message\":" + message + "}]}").answer())
                .isEmpty();
    }

    @Test
    void content_in_blocks_is_joined_and_reasoning_blocks_stand_apart() {
        ChatAnswer answer = answer("""
                {"choices":[{"message":{"content":[{"type":"thinking","thinking":"hm "},{"type":"text","text":"a"},
                  {"type":"reasoning","text":"so"},{"type":"output_text","text":"b"},"c",{"type":"image_url"}]}}]}
                """);
        assertThat(answer.answer()).isEqualTo("abc");
        assertThat(answer.reasoning()).contains("hm so");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning", "reasoning_content"})
    void reasoning_is_found_under_either_name(String name) {
        ChatAnswer answer = answer("{\"choices\":[{\"message\":{\"content\":\"x\",\"" + name + "\":\"because\"}}]}");
        assertThat(answer.reasoning()).contains("because");
        assertThat(answer.answer()).isEqualTo("x");
    }

    @Test
    void a_refusal_is_an_answer_that_the_filter_ended() {
        ChatAnswer answer = answer(
                "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I cannot\"},\"finish_reason\":\"stop\"}]}");
        assertThat(answer.answer()).isEqualTo("I cannot");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "eos, STOP",
        "end_turn, STOP",
        "length, LENGTH",
        "max_tokens, LENGTH",
        "content_filter, CONTENT_FILTER",
        "tool_calls, OTHER",
        "anything, OTHER"
    })
    void finish_reasons_are_mapped(String said, FinishReason reason) {
        assertThat(answer("{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"" + said + "\"}]}")
                        .finishReason())
                .isEqualTo(reason);
    }

    @Test
    void a_missing_finish_reason_is_other() {
        assertThat(answer("{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":null}]}")
                        .finishReason())
                .isEqualTo(FinishReason.OTHER);
    }

    @Test
    void an_error_that_is_null_is_none() {
        assertThat(answer("{\"error\":null,\"choices\":[{\"message\":{\"content\":\"x\"}}]}")
                        .answer())
                .isEqualTo("x");
    }

    @Test
    void half_a_surrogate_pair_is_replaced_and_a_whole_one_kept() {
        assertThat(answer("{\"choices\":[{\"message\":{\"content\":\"a\\ud83d b\\ud83d\\ude00 \\u0000\"}}]}")
                        .answer())
                .isEqualTo("a\uFFFD b\uD83D\uDE00 \u0000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"code\":502,\"message\":\"upstream\"}}|SERVER_ERROR",
                "{\"error\":{\"code\":429,\"message\":\"slow down\"}}|RATE_LIMIT",
                "{\"error\":{\"code\":\"429\",\"message\":\"slow down\"}}|RATE_LIMIT",
                "{\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}|OVERLOAD",
                "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"long\"}}|CONTEXT_LENGTH",
                "{\"error\":\"model is not loaded\"}|SERVER_ERROR"
            })
    void an_error_with_status_200_is_an_error(String body, Kind kind) {
        CallFailure failure = (CallFailure) read(body);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.perhapsCharged()).isFalse();
    }

    @Test
    void a_generation_that_died_with_status_200_may_cost() {
        CallFailure failure = (CallFailure)
                read("{\"choices\":[{\"error\":{\"code\":502,\"message\":\"died\"},\"message\":{\"content\":\"\"}}]}");
        assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(failure.perhapsCharged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 502, 504, 520, 524, 527})
    void an_answer_lost_between_may_cost(int status) {
        CallFailure failure = (CallFailure) ResponseReader.read(status, "", "coder", new ChatCompletionsWire());
        assertThat(failure.perhapsCharged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 413, 429, 500, 503, 529})
    void a_refusal_costs_nothing(int status) {
        CallFailure failure = (CallFailure) ResponseReader.read(status, "", "coder", new ChatCompletionsWire());
        assertThat(failure.perhapsCharged()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "\"x\"", "{", "{}", "{\"choices\":[]}", "{\"choices\":[{}]}", "null"})
    void what_is_not_the_protocol_is_a_broken_response_that_may_cost(String body) {
        CallFailure failure = (CallFailure) read(body);
        assertThat(failure.kind()).isEqualTo(Kind.BROKEN_RESPONSE);
        assertThat(failure.perhapsCharged()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":{\"message\":\"temperature must be at most 2\",\"type\":\"invalid_request_error\"}}|INVALID_REQUEST",
                "400|{\"error\":{\"message\":\"x\",\"code\":\"context_length_exceeded\"}}|CONTEXT_LENGTH",
                "400|{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens\"}}|CONTEXT_LENGTH",
                "400|{\"error\":{\"message\":\"the request exceeds the available context size\"}}|CONTEXT_LENGTH",
                "400|{\"error\":{\"message\":\"x\",\"code\":\"content_filter\"}}|CONTENT_FILTER",
                "401|{\"error\":{\"message\":\"bad key\"}}|AUTHENTICATION",
                "402|{\"error\":{\"message\":\"no credits\"}}|AUTHENTICATION",
                "403|{\"error\":{\"message\":\"not yours\"}}|AUTHENTICATION",
                "403|{\"error\":{\"message\":\"your input was flagged\"}}|CONTENT_FILTER",
                "404|{\"error\":{\"message\":\"no such model\"}}|INVALID_REQUEST",
                "408||TIMEOUT",
                "413||CONTEXT_LENGTH",
                "422|{\"detail\":\"max_tokens\"}|INVALID_REQUEST",
                "429||RATE_LIMIT",
                "429|{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"pay\"}}|AUTHENTICATION",
                "500|oops|SERVER_ERROR",
                "502|<html>|SERVER_ERROR",
                "503||OVERLOAD",
                "504||TIMEOUT",
                "529||OVERLOAD",
                "302||INVALID_REQUEST"
            })
    void statuses_are_classified(int status, String body, Kind kind) {
        CallFailure failure =
                (CallFailure) ResponseReader.read(status, body == null ? "" : body, "coder", new ChatCompletionsWire());
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains("HTTP " + status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"no such model\"}}|HTTP 404: no such model",
                "{\"error\":\"no such model\"}|HTTP 404: no such model",
                "{\"message\":\"no such model\"}|HTTP 404: no such model",
                "{\"detail\":\"no such model\"}|HTTP 404: no such model",
                "{\"error\":{\"message\":\"upstream\",\"metadata\":{\"raw\":\"gone\"}}}|HTTP 404: upstream: gone",
                "no such model|HTTP 404: no such model"
            })
    void the_provider_s_message_is_handed_on(String body, String message) {
        assertThat(((CallFailure) ResponseReader.read(404, body, "coder", new ChatCompletionsWire())).message())
                .isEqualTo(message);
    }

    @Test
    void a_long_message_is_cut_and_in_one_line() {
        CallFailure failure = (CallFailure)
                ResponseReader.read(500, "a\nb\u0000c " + "x".repeat(100_000), "coder", new ChatCompletionsWire());
        assertThat(failure.message()).startsWith("HTTP 500: a b c xxx").hasSizeLessThan(1100);
    }

    private static CallResult read(String body) {
        return ResponseReader.read(200, body, "coder", new ChatCompletionsWire());
    }

    private static ChatAnswer answer(String body) {
        return (ChatAnswer) read(body);
    }
}
