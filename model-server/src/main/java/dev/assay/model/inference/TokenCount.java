package dev.assay.model.inference;

import dev.assay.model.inference.Completion.FinishReason;
import java.util.function.ToIntFunction;

/**
 * Counts the tokens of an answer by its pieces. The native library hands over one piece a token (an empty one for the token
 * that ends the answer), except that tokens within a character of several bytes come together in one piece.
 */
final class TokenCount {

    private final int limit;
    private final ToIntFunction<String> encodedLength;
    private int tokens;
    private String last = "";

    TokenCount(int limit, ToIntFunction<String> encodedLength) {
        this.limit = limit;
        this.encodedLength = encodedLength;
    }

    void add(String piece) {
        boolean ascii = piece.chars().allMatch(character -> character < 0x80);
        tokens += ascii ? 1 : Math.max(1, encodedLength.applyAsInt(piece));
        last = piece;
    }

    /** Never more than the limit. */
    int tokens() {
        return Math.min(tokens, limit);
    }

    /** The result when the library ended by itself: with the empty piece of an ending token, or because of the limit. */
    Completion completion() {
        return last.isEmpty()
                ? new Completion(FinishReason.STOP, tokens())
                : new Completion(FinishReason.LENGTH, limit);
    }
}
