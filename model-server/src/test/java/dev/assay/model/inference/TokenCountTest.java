package dev.assay.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.inference.Completion.FinishReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenCountTest {

    @Test
    void an_empty_last_piece_is_the_token_that_ends_the_answer() {
        assertThat(count(10, List.of("a", "b", ""))).isEqualTo(new Completion(FinishReason.STOP, 3));
    }

    @Test
    void an_answer_cut_at_its_limit_has_as_many_tokens_as_the_limit() {
        assertThat(count(2, List.of("a", "b"))).isEqualTo(new Completion(FinishReason.LENGTH, 2));
    }

    @Test
    void an_answer_that_ends_on_its_last_token_was_not_cut() {
        assertThat(count(2, List.of("a", ""))).isEqualTo(new Completion(FinishReason.STOP, 2));
    }

    @Test
    void a_character_of_several_tokens_comes_as_one_piece_and_counts_as_several() {
        assertThat(count(10, List.of("a", "é", ""))).isEqualTo(new Completion(FinishReason.STOP, 4));
    }

    private static Completion count(int limit, List<String> pieces) {
        TokenCount count = new TokenCount(limit, piece -> 2);
        pieces.forEach(count::add);
        return count.completion();
    }
}
