package dev.assay.llm.prompt;

import dev.assay.contracts.record.Feedback;
import dev.assay.contracts.record.Generation.ChatMessage;
import java.util.List;

/** How problems of one task type are put to a model; one class a task type, found by CDI. */
public interface PromptRenderer {

    /** The prompts that there are for the task type whose bodies it reads. */
    TaskPrompts prompts();

    /**
     * The messages that ask for an answer to a problem.
     *
     * @param template one of {@link TaskPrompts#templates}
     * @throws java.io.UncheckedIOException where the problem's body is not one of this task type
     * @throws io.quarkus.qute.TemplateException where something is missing that the prompt needs
     */
    List<ChatMessage> render(PromptTemplate template, Asked asked);

    /**
     * The messages that follow the problem and an answer that did not pass. What came before them stays as it was, so that
     * a provider that caches prompts reads it from there.
     *
     * @throws java.io.UncheckedIOException where the problem's body is not one of this task type
     */
    List<ChatMessage> renderRepair(Asked asked, Feedback feedback);
}
