package dev.assay.llm.prompt;

import dev.assay.contracts.problem.PublicProblem;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
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
                .flatMap(renderer -> renderer.templates().stream())
                .toList();
    }

    /** How many tokens an answer to that type of task is expected to have. */
    public int expectedOutputTokens(String taskType) {
        return renderers.stream()
                .filter(renderer -> renderer.taskType().equals(taskType))
                .mapToInt(PromptRenderer::expectedOutputTokens)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there are no prompts for " + taskType));
    }

    /** The prompt for a problem; absent where its task type has no template of that id. */
    public Optional<RenderedPrompt> render(String templateId, PublicProblem problem) {
        for (PromptRenderer renderer : renderers) {
            if (renderer.taskType().equals(problem.body().taskType())) {
                return renderer.templates().stream()
                        .filter(template -> template.id().equals(templateId))
                        .findFirst()
                        .map(template -> new RenderedPrompt(
                                template.name(), template.form(), renderer.render(template, problem)));
            }
        }
        return Optional.empty();
    }
}
