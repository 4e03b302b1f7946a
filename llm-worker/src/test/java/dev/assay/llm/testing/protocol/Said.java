package dev.assay.llm.testing.protocol;

/**
 * What a model says, apart from the protocol it says it in.
 *
 * @param input tokens, without cached ones
 * @param output tokens, without those of reasoning
 */
public record Said(
        String text, String reasoning, Stop stop, int input, int output, int reasoningTokens, int cacheRead) {

    public enum Stop {
        ENDED,
        TRUNCATED,
        REFUSED
    }

    /** Text with letters of one to four bytes, reasoning, and tokens of each kind. */
    public static Said something() {
        return new Said("return 1 # ä€😀", "It is “one”.", Stop.ENDED, 11, 7, 5, 3);
    }

    public Said stopped(Stop otherStop) {
        return new Said(text, reasoning, otherStop, input, output, reasoningTokens, cacheRead);
    }
}
