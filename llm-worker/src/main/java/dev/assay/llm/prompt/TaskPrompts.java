package dev.assay.llm.prompt;

import java.util.List;

/**
 * What there is of prompts for one task type.
 *
 * @param taskType the task type whose bodies they show
 * @param templates to ask with, each in every version
 * @param repair asks for a better answer
 * @param expectedOutputTokens of an answer while nothing is known of the model; for estimates of cost
 */
public record TaskPrompts(
        String taskType, List<PromptTemplate> templates, PromptTemplate repair, int expectedOutputTokens) {}
