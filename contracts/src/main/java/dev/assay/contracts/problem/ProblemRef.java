package dev.assay.contracts.problem;

/**
 * Names a problem and the two documents about it by their hashes; holding a hash opens nothing by itself.
 *
 * @param datasetVersion SHA-256 over the content of the whole data set
 * @param problemId as imported, any text ({@code HumanEval/0})
 * @param publicHash SHA-256 of the public view, what a prompt may use
 * @param oracleHash SHA-256 of the oracle: tests, expected output, reference
 */
public record ProblemRef(
        String datasetId,
        String datasetVersion,
        String problemId,
        String taskType,
        String publicHash,
        String oracleHash) {}
