package dev.assay.contracts.problem;

import java.util.Optional;

/**
 * What a problem is judged by. Leaves dataset-service only for the executor and the scorer.
 *
 * @param referenceCpuMs CPU time of the reference solution as measured by the import gate, where it has run;
 *     not part of the hash
 */
public record OracleProblem(ProblemRef problem, ExecutionLimits limits, TaskBody body, Optional<Long> referenceCpuMs) {}
