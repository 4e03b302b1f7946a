package dev.assay.llm.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contracts.experiment.ModelSpec;
import dev.assay.contracts.experiment.Sampling;
import dev.assay.contracts.record.Generation.ChatMessage;
import dev.assay.llm.catalogue.Catalogue;
import dev.assay.llm.catalogue.CatalogueModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatRequestTest {

    private static final CatalogueModel MODEL =
            Catalogue.EMPTY.resolve(new ModelSpec("https://models.example/v1/", "coder", 8, 90, Optional.empty()));

    @Test
    void the_body_holds_what_was_asked_for_in_a_fixed_order() {
        ChatRequest request = ChatRequest.of(
                MODEL,
                new Sampling(0.7, Optional.of(0.9), 512, Optional.of(42L)),
                List.of(new ChatMessage("system", "Be \"brief\"."), new ChatMessage("user", "def f():\n")));
        assertThat(request.body())
                .isEqualTo("{\"model\":\"coder\",\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"Be \\\"brief\\\".\"},"
                        + "{\"role\":\"user\",\"content\":\"def f():\\n\"}],"
                        + "\"temperature\":0.7,\"top_p\":0.9,\"max_tokens\":512,\"seed\":42}");
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void what_was_not_asked_for_is_left_to_the_server() {
        ChatRequest request = ChatRequest.of(MODEL, new Sampling(0, Optional.empty(), 16, Optional.empty()), List.of());
        assertThat(request.body())
                .isEqualTo("{\"model\":\"coder\",\"messages\":[],\"temperature\":0.0,\"max_tokens\":16}");
    }

    @Test
    void a_slash_at_the_end_of_the_base_url_makes_no_difference() {
        ChatRequest request = ChatRequest.of(MODEL, new Sampling(0, Optional.empty(), 16, Optional.empty()), List.of());
        assertThat(request.url()).isEqualTo("https://models.example/v1/chat/completions");
    }
}
