package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.record.Generation.FinishReason;
import dev.assay.contracts.record.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamTest {

    private static final String FIRST = "{\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}";

    private static final String EVENTS = ": hi\r\ndata: ä €\r\ndata:two\r\n\r\nevent: x\ndata: last";

    @Property
    void events_are_the_same_wherever_the_bytes_are_cut(@ForAll @IntRange(min = 1, max = 45) int size) {
        List<String> events = new ArrayList<>();
        ServerSentEvents parser = new ServerSentEvents(events::add);
        byte[] bytes = EVENTS.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += size) {
            parser.accept(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + size)));
        }
        parser.end();

        assertThat(events).containsExactly("ä €\ntwo", "last");
    }

    @Test
    void usage_on_the_finish_chunk_and_no_done_make_a_whole_completion() {
        ChatAnswer answer = answer(
                new ChatCompletionsWire(),
                "{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}",
                FIRST,
                "{\"choices\":[{\"delta\":{\"content\":null},\"finish_reason\":\"length\"}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");

        assertThat(answer.answer()).isEqualTo("a");
        assertThat(answer.reasoning()).contains("hm");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(answer.usage()).contains(new Usage(3, 2, 0, 0, 0));
    }

    @Test
    void a_stream_without_an_end_is_no_answer() {
        assertThat(reception(new ChatCompletionsWire(), FIRST).document()).isEmpty();
        assertThat(reception(new MessagesWire(), "{\"type\":\"message_start\",\"message\":{}}")
                        .document())
                .isEmpty();
        assertThat(reception(new ResponsesWire(), "{\"type\":\"response.output_text.delta\",\"delta\":\"a\"}")
                        .document())
                .isEmpty();
        assertThat(reception(new ChatCompletionsWire(), FIRST, "{\"choices\":[{\"del", "[DONE]")
                        .document())
                .isEmpty();
    }

    @Test
    void an_error_within_a_stream_is_a_failure_that_may_cost() {
        CallFailure failure =
                (CallFailure) read(new ChatCompletionsWire(), FIRST, "{\"error\":{\"code\":502,\"message\":\"gone\"}}");

        assertThat(failure.kind()).isEqualTo(CallFailure.Kind.SERVER_ERROR);
        assertThat(failure.perhapsCharged()).isTrue();
    }

    @Test
    void messages_keep_thinking_apart_and_count_the_cache_apart() {
        ChatAnswer answer = answer(
                new MessagesWire(),
                "{\"type\":\"message_start\",\"message\":{\"model\":\"c\",\"content\":[],\"usage\":{\"input_tokens\":5,"
                        + "\"cache_read_input_tokens\":7,\"cache_creation_input_tokens\":1,\"output_tokens\":1}}}",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}",
                "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\"},\"usage\":{\"output_tokens\":9}}");

        assertThat(answer.answer()).isEqualTo("a");
        assertThat(answer.reasoning()).contains("hm");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(answer.stopReason()).contains("refusal");
        assertThat(answer.usage()).contains(new Usage(5, 9, 0, 7, 1));
    }

    @Test
    void responses_count_cached_and_reasoning_tokens_once() {
        ChatAnswer answer = answer(
                new ResponsesWire(),
                "{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"model\":\"g\",\"output\":["
                        + "{\"type\":\"reasoning\",\"summary\":[{\"text\":\"hm\"}]},"
                        + "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"a\"}]}],"
                        + "\"usage\":{\"input_tokens\":10,\"input_tokens_details\":{\"cached_tokens\":4},"
                        + "\"output_tokens\":8,\"output_tokens_details\":{\"reasoning_tokens\":5}}}}");

        assertThat(answer.answer()).isEqualTo("a");
        assertThat(answer.reasoning()).contains("hm");
        assertThat(answer.usage()).contains(new Usage(6, 3, 5, 4, 0));
    }

    @Test
    void reasoning_in_the_text_is_taken_apart() {
        ChatAnswer answer = answer(
                new ChatCompletionsWire(),
                "{\"choices\":[{\"delta\":{\"content\":\"<think>hm</think>\\ncode\"},\"finish_reason\":\"stop\"}]}");

        assertThat(ThinkTag.apart(answer).answer()).isEqualTo("code");
        assertThat(ThinkTag.apart(answer).reasoning()).isEqualTo(Optional.of("hm"));
    }

    private static Reception reception(Wire wire, String... events) {
        Reception reception = new Reception(wire.assembler());
        reception.accept(Stream.of(events)
                .map(event -> "data: " + event + "\n\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8));
        return reception;
    }

    private static CallResult read(Wire wire, String... events) {
        Reception reception = reception(wire, events);
        return ResponseReader.readDocument(
                reception.document().orElseThrow(),
                "m",
                wire,
                reception.firstTokenMs().isPresent());
    }

    private static ChatAnswer answer(Wire wire, String... events) {
        return (ChatAnswer) read(wire, events);
    }
}
