package dev.assay.executor.language;

import dev.assay.contracts.record.AnswerForm;
import java.util.List;
import java.util.Optional;

/**
 * Finds the program in an answer that should be nothing else: what a single fence holds where the answer is just that,
 * else the answer as it is. Looks at each character a bounded number of times.
 */
public final class ProgramText {

    /** Version of the rules. */
    public static final String VERSION = "1";

    private ProgramText() {}

    /** @param rule {@code whole_program}, {@code single_fence} or {@code verbatim} */
    public record Found(String rule, String code) {}

    /** The program; empty where the answer is blank. */
    public static Optional<Found> find(AnswerForm form, String answer) {
        return switch (form) {
            case PROGRAM, COMPLETION -> found("whole_program", answer);
            case CHAT ->
                singleFence(answer.replace("\r\n", "\n").strip())
                        .map(code -> found("single_fence", code))
                        .orElseGet(() -> found("verbatim", answer));
        };
    }

    private static Optional<Found> found(String rule, String code) {
        return code.isBlank() ? Optional.empty() : Optional.of(new Found(rule, code));
    }

    /** One fence counts only where the whole answer is it, from the first line to the last. */
    private static Optional<String> singleFence(String answer) {
        List<Fence> fences = Fence.in(answer);
        boolean fenced = answer.startsWith("```") || answer.startsWith("~~~");
        if (fences.size() != 1 || !fenced) {
            return Optional.empty();
        }
        String lastLine = answer.substring(answer.lastIndexOf('\n') + 1).strip();
        boolean closed = answer.contains("\n")
                && lastLine.length() >= 3
                && lastLine.chars().allMatch(sign -> sign == answer.charAt(0));
        return closed ? Optional.of(fences.getFirst().code()) : Optional.empty();
    }
}
