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
    public Optional<RenderedPrompt> render(String idOrName, Asked asked) {
        return renderer(asked.problem())
                .flatMap(renderer -> template(renderer, idOrName)
                        .map(template -> new RenderedPrompt(
                                template.name(), template.form(), renderer.render(template, asked))));
    }

    /** The prompt for a problem, the answer that did not pass, and the wish for a better one. */
    public Optional<RenderedPrompt> renderRepair(String idOrName, Asked asked, Failure failure) {
        return renderer(asked.problem())
                .flatMap(renderer -> template(renderer, idOrName).map(template -> {
                    List<ChatMessage> messages = new ArrayList<>(renderer.render(template, asked));
                    messages.add(new ChatMessage("assistant", EarlierAnswer.shown(failure.answer())));
                    messages.addAll(renderer.renderRepair(asked, failure.feedback()));
                    PromptTemplate repair = renderer.prompts().repair();
                    return new RenderedPrompt(template.name() + "+" + repair.name(), repair.form(), messages);
                }));
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
