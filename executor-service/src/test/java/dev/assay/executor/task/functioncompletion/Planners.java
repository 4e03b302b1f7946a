package dev.assay.executor.task.functioncompletion;

import dev.assay.executor.execute.ExecutionPlanner;

/** The planner, for tests of other packages. */
public final class Planners {

    private Planners() {}

    public static ExecutionPlanner functionCompletion() {
        return new FunctionCompletionPlanner();
    }
}
