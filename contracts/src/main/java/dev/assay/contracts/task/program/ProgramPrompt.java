package dev.assay.contracts.task.program;

import java.util.Optional;

/**
 * What a model is asked in the closed loop. What is the same for more calls stands further in front: the system prompt
 * and the documentation for all tasks of a language, the task for all attempts at it. A repair is the first attempt's
 * prompt with something after it, so that providers' prompt caches hit.
 */
public final class ProgramPrompt {

    private static final String SYSTEM = """
            You write one complete program in %s that runs as it is: self-contained, shorter than 50 lines, standard \
            library only. Put literal values in the place of any network or environment it would need. Answer with the \
            source code alone: no explanation, no code fence.""";
    private static final String NO_DOCUMENTATION = "There is no documentation of this language.";

    private ProgramPrompt() {}

    /**
     * The system prompt.
     *
     * @param rules what else a language asks for; empty: nothing
     */
    public static String system(String language, String rules) {
        String system = SYSTEM.formatted(language);
        return rules.isBlank() ? system : system + "\n" + rules.strip();
    }

    /**
     * The first attempt's prompt.
     *
     * @param documentation of the language; absent where it is declared without
     * @param expectedOutput absent where the experiment does not show it
     */
    public static String first(Optional<String> documentation, String description, Optional<String> expectedOutput) {
        StringBuilder prompt = new StringBuilder();
        prompt.append(documentation.map(text -> section("Documentation", text)).orElse(NO_DOCUMENTATION + "\n"));
        prompt.append('\n').append(section("Task", description));
        expectedOutput.ifPresent(expected -> prompt.append('\n').append(section("Expected output", expected)));
        return prompt.toString();
    }

    /**
     * The prompt of a repair.
     *
     * @param first the prompt of the first attempt
     * @param program the program of the attempt before
     * @param outcome what came of it
     * @param shown its error, or what it printed where it ended well
     * @param limit how many characters of {@code shown} are kept, from its head and its tail
     */
    public static String repair(String first, String program, ProgramOutcome outcome, String shown, int limit) {
        String title = switch (outcome) {
            case FAILED -> "It failed with this error";
            case PARTIAL -> "It ran, but printed this";
            case WORKING -> throw new IllegalArgumentException("a working program needs no repair");
        };
        return first
                + "\n" + section("Your program", program)
                + "\n" + section(title, Clipping.headAndTail(shown, limit))
                + "\nWrite the whole corrected program.\n";
    }

    private static String section(String title, String text) {
        return "## " + title + "\n" + text.stripTrailing() + "\n";
    }
}
