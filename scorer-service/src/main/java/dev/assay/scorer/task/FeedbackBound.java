package dev.assay.scorer.task;

import dev.assay.contracts.record.Feedback;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keeps feedback short, whatever a task type makes of it: of a long error its head and its tail are told. Pure. */
final class FeedbackBound {

    /** What is left of 8 KiB beside verdict and counts. */
    static final int MOST_BYTES = 8 * 1024 - 256;

    private static final String CUT = "\n[… cut …]\n";

    /** A character of Java's takes at most 3 bytes of UTF-8. */
    private static final int PART = (MOST_BYTES - CUT.getBytes(StandardCharsets.UTF_8).length) / 2 / 3;

    private FeedbackBound() {}

    static Feedback within(Feedback feedback) {
        Optional<String> error = feedback.error().map(FeedbackBound::clip).filter(text -> !text.isBlank());
        return new Feedback(feedback.verdict(), feedback.testsPassed(), feedback.testsTotal(), error);
    }

    private static String clip(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return text;
        }
        int headEnd = Character.isHighSurrogate(text.charAt(PART - 1)) ? PART - 1 : PART;
        int tail = text.length() - PART;
        int tailStart = Character.isLowSurrogate(text.charAt(tail)) ? tail + 1 : tail;
        return text.substring(0, headEnd) + CUT + text.substring(tailStart);
    }
}
