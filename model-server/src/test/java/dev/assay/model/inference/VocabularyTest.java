package dev.assay.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tokenizer of these tests knows {@code <s>} as token 1; every other character is a token. */
class VocabularyTest {

    private static final Function<String, int[]> ENCODE = text -> text.startsWith("<s>")
            ? IntStream.concat(IntStream.of(1), text.substring(3).chars()).toArray()
            : text.chars().toArray();
    private static final Function<int[], String> DECODE = tokens -> "<s>";

    @Test
    void a_beginning_that_is_added_later_counts() {
        assertThat(new Vocabulary(true, false, 1).prompt("ab", ENCODE, DECODE)).isEqualTo(new Prompt("ab", 3));
        assertThat(new Vocabulary(false, false, 1).prompt("ab", ENCODE, DECODE)).isEqualTo(new Prompt("ab", 2));
        assertThat(new Vocabulary(true, true, 1).prompt("ab", ENCODE, DECODE)).isEqualTo(new Prompt("ab", 4));
    }

    @Test
    void a_beginning_that_the_template_wrote_is_not_given_twice() {
        assertThat(new Vocabulary(true, false, 1).prompt("<s>ab", ENCODE, DECODE))
                .isEqualTo(new Prompt("ab", 3));
        assertThat(new Vocabulary(false, false, 1).prompt("<s>ab", ENCODE, DECODE))
                .isEqualTo(new Prompt("<s>ab", 3));
    }
}
