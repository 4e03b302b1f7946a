package dev.assay.dataset.importing;

import dev.assay.contracts.problem.ExecutionLimits;
import java.util.List;

/**
 * A problem as an importer read it.
 *
 * @param publicBody the task type's own record of what a prompt may use
 * @param oracleBody the task type's own record of what an answer is judged by
 * @param namedLanguages ids of the languages that the text names, where answers may be in any: with such a problem
 *     languages cannot be compared fairly
 * @param schemaVersion of both records
 */
public record ImportedProblem(
        String problemId,
        String language,
        List<String> tags,
        List<String> namedLanguages,
        Object publicBody,
        Object oracleBody,
        int schemaVersion,
        ExecutionLimits limits) {

    /** A problem that says itself in which language it is answered. */
    public ImportedProblem(
            String problemId,
            String language,
            List<String> tags,
            Object publicBody,
            Object oracleBody,
            int schemaVersion,
            ExecutionLimits limits) {
        this(problemId, language, tags, List.of(), publicBody, oracleBody, schemaVersion, limits);
    }
}
