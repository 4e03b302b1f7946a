package dev.assay.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.failure.Failure;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelChoiceTest {

    private final ModelServer server = new ModelServer(URI.create("http://127.0.0.1:9/v1"));

    @Test
    void the_only_model_is_taken() {
        assertThat(ModelChoice.choose(Optional.empty(), Optional.of(List.of("one")), server))
                .isEqualTo("one");
    }

    @Test
    void a_server_that_does_not_tell_is_believed() {
        assertThat(ModelChoice.choose(Optional.of("any"), Optional.empty(), server))
                .isEqualTo("any");
    }

    @Test
    void several_models_need_a_choice() {
        assertThatThrownBy(() -> ModelChoice.choose(Optional.empty(), Optional.of(List.of("b", "a")), server))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("--model")
                .hasMessageContaining("a, b");
    }

    @Test
    void the_ten_most_similar_names_are_shown_first() {
        List<String> names =
                IntStream.range(0, 300).mapToObj(n -> "vendor/model-" + n).toList();

        List<String> similar = ModelChoice.similar("model-77", names);

        assertThat(similar).hasSize(10).contains("vendor/model-77");
        assertThat(similar.getFirst()).endsWith("77");
    }

    @Test
    void each_host_has_its_own_key() {
        assertThat(ModelKey.variables(URI.create("https://openrouter.ai/api/v1"))
                        .getFirst())
                .isEqualTo("OPENROUTER_API_KEY");
        assertThat(ModelKey.variables(URI.create("https://api.openai.com/v1")).getFirst())
                .isEqualTo("OPENAI_API_KEY");
        assertThat(ModelKey.variables(URI.create("https://openrouter.ai.example.org/v1")))
                .containsExactly("ASSAY_API_KEY");
    }
}
