package dev.assay.llm.prompt;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.AnswerForm;
import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What prompts for help, and prompts with help in them, have in common for all task types. Pure. */
final class HelpPrompts {

    private static final String ALL_TASK_TYPES = "help";

    /** Of a specification or of guidance, in the prompt of an attempt. */
    private static final int MOST_CHARACTERS_OF_ADVICE = 16 * 1024;

    /** Of all attempts together, in the prompt of a review. */
    private static final int MOST_CHARACTERS_OF_ATTEMPTS = 128 * 1024;

    private static final PromptTemplate SPECIFICATION = section(
            "with-specification", "Hands on the analysis of a problem, at the end of the problem's own prompt.");
    private static final PromptTemplate GUIDANCE =
            section("with-guidance", "Hands on what a reviewer said, at the end of a prompt for a repair.");
    private static final PromptTemplate ATTEMPTS =
            section("attempts", "Shows the attempts at a problem, at the end of the problem's own prompt.");

    private HelpPrompts() {}

    private static PromptTemplate section(String id, String description) {
        return PromptTemplate.load(ALL_TASK_TYPES, id, 1, description, AnswerForm.CHAT);
    }

    /** The prompt, with an analysis of the problem at its end. */
    static RenderedPrompt withSpecification(RenderedPrompt prompt, String specification) {
        return with(prompt, SPECIFICATION, Map.of("specification", shown(specification)));
    }

    /** The prompt of a repair, with a reviewer's guidance at its end. */
    static RenderedPrompt withGuidance(RenderedPrompt prompt, String guidance) {
        return with(prompt, GUIDANCE, Map.of("guidance", shown(guidance)));
    }

    /** The prompt of a review, with the attempts at its end. */
    static RenderedPrompt withAttempts(RenderedPrompt prompt, List<Failure> attempts) {
        int most = MOST_CHARACTERS_OF_ATTEMPTS / attempts.size();
        List<Map<String, Object>> shown = IntStream.range(0, attempts.size())
                .mapToObj(index -> shown(index + 1, attempts.get(index), most))
                .toList();
        return with(prompt, ATTEMPTS, Map.of("attempts", shown));
    }

    private static Map<String, Object> shown(int number, Failure attempt, int most) {
        Feedback feedback = attempt.feedback();
        return Map.of(
                "number", number,
                "answer", EarlierAnswer.shown(attempt.answer(), most),
                "verdict", feedback.verdict().map(Verdict::code).orElse(""),
                "counted", feedback.testsTotal().filter(total -> total > 0).isPresent(),
                "passed", feedback.testsPassed().orElse(0),
                "total", feedback.testsTotal().orElse(0),
                "error", feedback.error().orElse(""));
    }

    private static String shown(String advice) {
        return EarlierAnswer.shown(advice, MOST_CHARACTERS_OF_ADVICE);
    }

    /** Within the last message: some models refuse two messages of one side in a row. */
    private static RenderedPrompt with(RenderedPrompt prompt, PromptTemplate section, Map<String, Object> values) {
        List<ChatMessage> messages = new ArrayList<>(prompt.messages());
        ChatMessage last = messages.removeLast();
        String more = section.render(values).getFirst().content();
        messages.add(new ChatMessage(last.role(), last.content().stripTrailing() + "\n\n" + more));
        return new RenderedPrompt(prompt.template() + "+" + section.name(), prompt.form(), List.copyOf(messages));
    }
}
