package dev.assay.llm.prompt;

import dev.assay.contracts.problem.PublicProblem;
import dev.assay.contracts.record.Generation.ChatMessage;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All renderers, by task type. */
@Singleton
public class Prompts {

    private final List<PromptRenderer> renderers;

    Prompts(@All List<PromptRenderer> renderers) {
        this.renderers = renderers;
    }

    /** Every template of every task type. */
    List<PromptTemplate> templates() {
        return renderers.stream()
                .flatMap(renderer -> renderer.prompts().templates().stream())
                .toList();
    }

    /** How many tokens an answer to that type of task is expected to have. */
    public int expectedOutputTokens(String taskType) {
        return renderer(taskType)
                .map(renderer -> renderer.prompts().expectedOutputTokens())
                .orElseThrow(() -> new IllegalArgumentException("there are no prompts for " + taskType));
    }

    /** The prompt for a problem, by a template's id or name; absent where its task type has no such template. */
    public Optional<RenderedPrompt> render(String idOrName, Asked asked, Advised advised) {
        return renderer(asked.problem())
                .flatMap(renderer -> template(renderer, idOrName).map(template -> problem(renderer, template, asked)))
                .map(prompt -> specified(prompt, advised));
    }

    /** The prompt for a problem, the answer that did not pass, and the wish for a better one. */
    public Optional<RenderedPrompt> renderRepair(String idOrName, Asked asked, Advised advised, Failure failure) {
        return renderer(asked.problem())
                .flatMap(renderer ->
                        render(idOrName, asked, advised).map(first -> repair(renderer, first, asked, failure)))
                .map(prompt -> advised.guidance()
                        .map(guidance -> HelpPrompts.withGuidance(prompt, guidance))
                        .orElse(prompt));
    }

    /** The prompt that asks what a problem asks for; absent where there are none for its task type. */
    public Optional<RenderedPrompt> renderSpecification(Asked asked) {
        return renderer(asked.problem())
                .map(renderer -> problem(renderer, renderer.prompts().specification(), asked));
    }

    /** The prompt that asks how to go on after attempts; absent where there are none for its task type. */
    public Optional<RenderedPrompt> renderReview(Asked asked, Advised advised, List<Failure> attempts) {
        return renderer(asked.problem())
                .map(renderer -> problem(renderer, renderer.prompts().review(), asked))
                .map(prompt -> HelpPrompts.withAttempts(specified(prompt, advised), attempts));
    }

    private static RenderedPrompt problem(PromptRenderer renderer, PromptTemplate template, Asked asked) {
        return new RenderedPrompt(template.name(), template.form(), renderer.render(template, asked));
    }

    private static RenderedPrompt specified(RenderedPrompt prompt, Advised advised) {
        return advised.specification()
                .map(specification -> HelpPrompts.withSpecification(prompt, specification))
                .orElse(prompt);
    }

    private static RenderedPrompt repair(PromptRenderer renderer, RenderedPrompt first, Asked asked, Failure failure) {
        List<ChatMessage> messages = new ArrayList<>(first.messages());
        messages.add(new ChatMessage("assistant", EarlierAnswer.shown(failure.answer())));
        messages.addAll(renderer.renderRepair(asked, failure.feedback()));
        PromptTemplate repair = renderer.prompts().repair();
        return new RenderedPrompt(first.template() + "+" + repair.name(), repair.form(), messages);
    }

    private Optional<PromptRenderer> renderer(PublicProblem problem) {
        return renderer(problem.body().taskType());
    }

    private Optional<PromptRenderer> renderer(String taskType) {
        return renderers.stream()
                .filter(renderer -> renderer.prompts().taskType().equals(taskType))
                .findFirst();
    }

    private static Optional<PromptTemplate> template(PromptRenderer renderer, String idOrName) {
        return renderer.prompts().templates().stream()
                .filter(template ->
                        template.id().equals(idOrName) || template.name().equals(idOrName))
                .max(Comparator.comparingInt(PromptTemplate::version));
    }
}
