package dev.assay.model.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.models.Model;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own client against the model server: what it understands, other clients do as well. */
@QuarkusTest
class OpenAiSdkTest {

    private static final String MODEL = "tiny-starter-q8_0";
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

    @TestHTTPResource("/v1")
    URI address;

    private OpenAIClient client;

    @BeforeEach
    void connect() {
        client = OpenAIOkHttpClient.builder()
                .baseUrl(address.toString())
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void it_finds_the_model() {
        assertThat(client.models().list().data()).extracting(Model::id).containsExactly(MODEL);
        assertThat(client.models().retrieve(MODEL).id()).isEqualTo(MODEL);
        assertThatThrownBy(() -> client.models().retrieve("other")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_stream_says_what_an_answer_in_one_piece_says() {
        ChatCompletion whole = client.chat().completions().create(question().build());
        List<ChatCompletionChunk> chunks = stream();

        assertThat(whole.model()).isEqualTo(MODEL);
        String answer = whole.choices().getFirst().message().content().orElseThrow();
        assertThat(answer).contains("def tally_marks");
        assertThat(whole.choices().getFirst().finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        StringBuilder streamed = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .forEach(choice -> choice.delta().content().ifPresent(streamed::append));
        assertThat(streamed.toString()).isEqualTo(answer);
        CompletionUsage usage = whole.usage().orElseThrow();
        assertThat(usage.promptTokens()).isPositive();
        assertThat(usage.completionTokens()).isPositive();
        assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
        CompletionUsage streamedUsage = chunks.getLast().usage().orElseThrow();
        assertThat(streamedUsage.promptTokens()).isEqualTo(usage.promptTokens());
        assertThat(streamedUsage.completionTokens()).isEqualTo(usage.completionTokens());
    }

    private List<ChatCompletionChunk> stream() {
        ChatCompletionCreateParams params = question()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> response =
                client.chat().completions().createStreaming(params)) {
            return response.stream().toList();
        }
    }

    private static ChatCompletionCreateParams.Builder question() {
        return ChatCompletionCreateParams.builder()
                .model(MODEL)
                .temperature(0)
                .maxCompletionTokens(400)
                .addUserMessage(PROMPT);
    }
}
