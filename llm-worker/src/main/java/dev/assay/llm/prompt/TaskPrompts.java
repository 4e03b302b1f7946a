package dev.assay.llm.prompt;

import java.util.List;

/**
 * What there is of prompts for one task type.
 *
 * @param taskType the task type whose bodies they show
 * @param templates to ask with, each in every version
 * @param repair asks for a better answer
 * @param specification asks for an analysis of the problem
 * @param review asks how to go on; the attempts are added at its end
 * @param expectedOutputTokens of an answer while nothing is known of the model; for estimates of cost
 */
public record TaskPrompts(
        String taskType,
        List<PromptTemplate> templates,
        PromptTemplate repair,
        PromptTemplate specification,
        PromptTemplate review,
        int expectedOutputTokens) {}
