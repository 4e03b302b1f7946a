package dev.assay.contracts.task.program;

/** Shortens a text in its middle: an error says at its beginning what failed, and at its end why. */
public final class Clipping {

    private static final String MARK = "\n[… %d characters left out …]\n";

    private Clipping() {}

    /**
     * The text, or its head and its tail with a line between them that says how much is missing. Where not even that
     * line has room, the head alone. Never splits a surrogate pair.
     *
     * @param limit largest length of the result in UTF-16 units, at least 0
     */
    public static String headAndTail(String text, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be at least 0: " + limit);
        }
        if (text.length() <= limit) {
            return text;
        }
        // Fewer characters are left out than there are, so that the mark made for all of them is never too short.
        int room = limit - MARK.formatted(text.length()).length();
        if (room < 2) {
            return text.substring(0, boundary(text, limit));
        }
        int head = boundary(text, room - room / 2);
        int tail = text.length() - room / 2;
        if (boundary(text, tail) != tail) {
            tail++;
        }
        return text.substring(0, head) + MARK.formatted(tail - head) + text.substring(tail);
    }

    private static int boundary(String text, int place) {
        boolean splits = place > 0
                && place < text.length()
                && Character.isHighSurrogate(text.charAt(place - 1))
                && Character.isLowSurrogate(text.charAt(place));
        return splits ? place - 1 : place;
    }
}
