package dev.assay.llm.prompt;

/** An answer as a later prompt shows it. Pure. */
final class EarlierAnswer {

    /** Long enough for any function; an answer that runs on for ever must not fill the prompt after it. */
    static final int MOST_CHARACTERS = 48 * 1024;

    private static final String CUT = "\n[… cut …]\n";

    /** Providers refuse a message without text. */
    private static final String EMPTY = "(empty)";

    private EarlierAnswer() {}

    /** The answer; of a very long one its beginning and its end. */
    static String shown(String answer) {
        return shown(answer, MOST_CHARACTERS);
    }

    /** The answer; of one that is longer than {@code most} characters its beginning and its end. */
    static String shown(String answer, int most) {
        if (answer.isBlank()) {
            return EMPTY;
        }
        int half = most / 2;
        return answer.length() <= most
                ? answer
                : answer.substring(0, half) + CUT + answer.substring(answer.length() - half);
    }
}
