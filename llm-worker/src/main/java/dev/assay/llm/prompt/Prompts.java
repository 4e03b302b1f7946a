package dev.assay.llm.prompt;

import dev.assay.contracts.problem.PublicProblem;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
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

    /** The prompt for a problem, by a template's id or name; absent where its task type has no such template. */
    public Optional<RenderedPrompt> render(String idOrName, PublicProblem problem) {
        for (PromptRenderer renderer : renderers) {
            if (renderer.taskType().equals(problem.body().taskType())) {
                return renderer.templates().stream()
                        .filter(template -> template.id().equals(idOrName)
                                || template.name().equals(idOrName))
                        .max(Comparator.comparingInt(PromptTemplate::version))
                        .map(template -> new RenderedPrompt(
                                template.name(), template.form(), renderer.render(template, problem)));
            }
        }
        return Optional.empty();
    }
}
