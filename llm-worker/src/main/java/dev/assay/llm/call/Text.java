package dev.assay.llm.call;

/** Makes foreign text fit for events and tables. */
final class Text {

    private static final int LONGEST_MESSAGE = 1000;
    private static final int LONGEST_READ = 10_000;
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The text with every half of a surrogate pair that stands alone replaced, since UTF-8 has no form for it. */
    static String wellFormed(String text) {
        StringBuilder result = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                result = result == null ? new StringBuilder(text) : result;
                result.setCharAt(i, REPLACEMENT);
            }
        }
        return result == null ? text : result.toString();
    }

    /** A message of a stranger in one line of bounded length, without control characters. */
    static String oneLine(String message) {
        String head = message.substring(0, Math.min(message.length(), LONGEST_READ));
        String line = wellFormed(head).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : wellFormed(line.substring(0, LONGEST_MESSAGE)) + "…";
    }
}
