package dev.assay.executor.execute;

import dev.assay.contracts.problem.OracleProblem;
import dev.assay.executor.judge.ExecutionPlan;

/**
 * How answers of one task type are run; found by CDI. A task type whose answers do not run has none.
 *
 * <p>The class that implements it is the only one here that reads the task type's documents.
 */
public interface ExecutionPlanner {

    /** The task type, as problems name it. */
    String taskType();

    /**
     * How the answer is judged; throws {@link java.io.UncheckedIOException} where the oracle is not of this task type's
     * form, and {@link dev.assay.executor.language.RuntimeMissing} where the answer has no language and needs one.
     */
    ExecutionPlan plan(OracleProblem oracle, Answer answer);
}
