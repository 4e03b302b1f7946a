package dev.assay.executor.language;

import java.util.List;
import java.util.Locale;

/** What a model thought aloud before it answered. */
final class Reasoning {

    private static final List<String> NAMES = List.of("think", "thinking", "reasoning");

    private Reasoning() {}

    /** The answer without it: what stands between the marks; all before a mark that closes; all after one that opens. */
    static String without(String answer) {
        String text = answer;
        for (String name : NAMES) {
            text = without(text, "<" + name + ">", "</" + name + ">");
        }
        return text;
    }

    private static String without(String text, String opening, String closing) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length() || !lower.contains(opening) && !lower.contains(closing)) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int from = 0;
        int firstClosing = lower.indexOf(closing);
        int firstOpening = lower.indexOf(opening);
        if (firstClosing >= 0 && (firstOpening < 0 || firstClosing < firstOpening)) {
            from = firstClosing + closing.length();
        }
        while (true) {
            int start = lower.indexOf(opening, from);
            if (start < 0) {
                return kept.append(text, from, text.length()).toString();
            }
            kept.append(text, from, start);
            int end = lower.indexOf(closing, start);
            if (end < 0) {
                return kept.toString();
            }
            from = end + closing.length();
        }
    }
}
