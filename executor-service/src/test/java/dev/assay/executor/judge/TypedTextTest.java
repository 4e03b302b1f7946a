package dev.assay.executor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TypedTextTest {

    @Test
    void ordinary_text_is_plain_json() {
        assertThat(TypedText.encode("añ😀").toString()).isEqualTo("\"añ😀\"");
    }

    @Test
    void a_lone_surrogate_is_tagged_and_shows_as_a_replacement_character() {
        assertThat(TypedText.encode("a\ud800b").toString()).isEqualTo("{\"$str\":\"Ye2ggGI=\"}");
        assertThat(TypedText.forPeople(TypedText.encode("a\ud800b")))
                .startsWith("a")
                .endsWith("b")
                .contains("\uFFFD");
    }

    @Test
    void nul_shows_as_a_replacement_character() {
        assertThat(TypedText.forPeople(TypedText.encode("a\0b"))).isEqualTo("a\uFFFDb");
    }
}
