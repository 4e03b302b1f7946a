package dev.assay.llm.call;

/** Takes reasoning that stands in the text, up to {@code </think>}, out of an answer. */
final class ThinkTag {

    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private ThinkTag() {}

    /** The answer with its reasoning apart; unchanged where the server did that, or there is none. */
    static ChatAnswer apart(ChatAnswer answer) {
        String text = answer.answer().stripLeading();
        boolean opened = text.startsWith(OPEN);
        int close = text.indexOf(CLOSE);
        if (answer.reasoning().isPresent() || !opened && close < 0) {
            return answer;
        }
        String reasoning = text.substring(opened ? OPEN.length() : 0, close < 0 ? text.length() : close);
        String rest = close < 0 ? "" : text.substring(close + CLOSE.length()).stripLeading();
        return answer.with(rest, reasoning.strip());
    }
}
