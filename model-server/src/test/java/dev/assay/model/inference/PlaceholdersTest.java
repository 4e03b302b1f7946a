package dev.assay.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    @Test
    void fragile_characters_travel_as_others_and_come_back() {
        String text = "a \uE000 b \uD83D\uDE00 c \u0000 d \uD83D\uDE80 \uD83D\uDE00";
        Placeholders placeholders = new Placeholders(List.of(text, "\uE001"));

        String packed = placeholders.pack(text);

        assertThat(packed.codePoints()).noneMatch(character -> character == 0 || character > 0xFFFF);
        assertThat(placeholders.unpack(packed)).isEqualTo(text);
    }

    @Property
    void every_text_survives(@ForAll String text) {
        Placeholders placeholders = new Placeholders(List.of(text));

        assertThat(placeholders.unpack(placeholders.pack(text))).isEqualTo(text);
    }
}
