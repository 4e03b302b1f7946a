package dev.assay.dataset.importing;

import dev.assay.contracts.problem.ExecutionLimits;
import java.util.List;

/**
 * A problem as an importer read it.
 *
 * @param publicBody the task type's own record of what a prompt may use
 * @param oracleBody the task type's own record of what an answer is judged by
 * @param schemaVersion of both records
 */
public record ImportedProblem(
        String problemId,
        String language,
        List<String> tags,
        Object publicBody,
        Object oracleBody,
        int schemaVersion,
        ExecutionLimits limits) {}
