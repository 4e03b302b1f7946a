package dev.assay.executor.language;

import dev.assay.contracts.record.AnswerForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the program in an answer of a language that we do not parse. Answers are hostile text: every step looks at each
 * character a bounded number of times.
 */
public final class AnswerText {

    /** Version of the rules. */
    public static final String VERSION = "1";

    private final Runtime runtime;

    public AnswerText(Runtime runtime) {
        this.runtime = runtime;
    }

    /**
     * What was found.
     *
     * @param code as the answer has it
     * @param program what is run before the tests
     */
    public record Found(String rule, String code, String program) {}

    /** The program; empty where the answer holds none. */
    public Optional<Found> find(AnswerForm form, String answer, String context, String entryPoint) {
        return switch (form) {
            case PROGRAM -> Optional.of(new Found("whole_program", answer, answer));
            case COMPLETION -> Optional.of(new Found("completion", context + answer, context + answer));
            case CHAT -> inChat(Reasoning.without(answer).replace("\r\n", "\n"), context, entryPoint);
        };
    }

    private Optional<Found> inChat(String answer, String context, String entryPoint) {
        Definitions definitions = new Definitions(runtime, entryPoint);
        Prompt prompt = new Prompt(runtime, context, entryPoint);
        List<Fence> fences = Fence.in(answer).stream()
                .filter(fence -> fence.language().isEmpty() || runtime.isCalled(fence.language()))
                .filter(fence -> !fence.code().isBlank())
                .toList();
        return last(fences.stream().map(Fence::code).filter(definitions::isIn).toList())
                .map(code -> new Found("fence_with_entry_point", code, prompt.around(code)))
                .or(() -> last(fences).map(fence -> body("fence_with_body", fence.code(), prompt)))
                .or(() -> inText(answer, definitions, prompt));
    }

    private static Optional<Found> inText(String answer, Definitions definitions, Prompt prompt) {
        if (definitions.isIn(answer)) {
            return Optional.of(new Found("whole_answer", answer, prompt.around(answer)));
        }
        boolean indented = !answer.isBlank() && (answer.startsWith(" ") || answer.startsWith("\t"));
        return indented ? Optional.of(body("bare_body", answer, prompt)) : Optional.empty();
    }

    private static Found body(String rule, String code, Prompt prompt) {
        return new Found(rule, code, prompt.continuedBy(code));
    }

    private static <T> Optional<T> last(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(new ArrayList<>(list).getLast());
    }
}
