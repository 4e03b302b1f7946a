package dev.assay.contracts.problem;

import java.util.List;

/**
 * What a prompt, a page or a person may see of a problem. Never holds a test that is not {@code public}.
 *
 * @param ordinal place in its data set, from 0
 * @param language what the answer is written in ({@code python})
 */
public record PublicProblem(ProblemRef problem, int ordinal, String language, List<String> tags, TaskBody body) {}
