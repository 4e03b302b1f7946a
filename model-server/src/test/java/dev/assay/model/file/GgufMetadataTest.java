package dev.assay.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufMetadataTest {

    @TempDir
    private Path directory;

    @Test
    void the_head_of_the_toy_model_is_read() throws IOException, URISyntaxException {
        Path toy =
                Path.of(getClass().getResource("/models/tiny-starter-q8_0.gguf").toURI());

        GgufMetadata metadata = GgufMetadata.read(toy);

        assertThat(metadata.string("general.architecture")).contains("llama");
        assertThat(metadata.number("llama.context_length")).contains(1024L);
        assertThat(metadata.flag("tokenizer.ggml.add_bos_token")).contains(false);
        assertThat(metadata.string("tokenizer.chat_template")).isPresent();
        assertThat(metadata.string("tokenizer.ggml.tokens")).isEmpty();
    }

    @Test
    void another_file_is_refused() throws IOException {
        Path text = Files.writeString(directory.resolve("text.gguf"), "this is text and not a model");

        assertThatThrownBy(() -> GgufMetadata.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("GGUF");
    }
}
