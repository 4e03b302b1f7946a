package dev.assay.executor.language;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of an answer.
 *
 * @param language its tag; empty where it has none
 */
record Fence(String language, String code) {

    private static final int SHORTEST_MARK = 3;

    /** The blocks of a text, in order; one that is never closed reads to the end. */
    static List<Fence> in(String text) {
        List<Fence> fences = new ArrayList<>();
        String mark = "";
        String language = "";
        StringBuilder code = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (mark.isEmpty()) {
                mark = mark(stripped);
                language = mark.isEmpty() ? "" : tag(stripped.substring(mark.length()));
            } else if (stripped.startsWith(mark) && stripped.chars().allMatch(isMark(mark))) {
                fences.add(new Fence(language, code.toString()));
                mark = "";
                code.setLength(0);
            } else {
                code.append(line).append('\n');
            }
        }
        if (!mark.isEmpty()) {
            fences.add(new Fence(language, code.toString()));
        }
        return fences;
    }

    private static java.util.function.IntPredicate isMark(String mark) {
        return character -> character == mark.charAt(0);
    }

    /** The mark that opens a block on this line; empty where none does. */
    private static String mark(String line) {
        if (!line.startsWith("```") && !line.startsWith("~~~")) {
            return "";
        }
        int length = SHORTEST_MARK;
        while (length < line.length() && line.charAt(length) == line.charAt(0)) {
            length++;
        }
        return line.indexOf('`', length) >= 0 ? "" : line.substring(0, length);
    }

    private static String tag(String rest) {
        String words = rest.strip();
        int from = words.startsWith("{.") ? 2 : words.startsWith("{") || words.startsWith(".") ? 1 : 0;
        int to = from;
        while (to < words.length() && !Character.isWhitespace(words.charAt(to)) && "{}".indexOf(words.charAt(to)) < 0) {
            to++;
        }
        return words.substring(from, to);
    }
}
