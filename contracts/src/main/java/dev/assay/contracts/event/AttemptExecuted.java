package dev.assay.contracts.event;

import dev.assay.contracts.problem.ProblemRef;

/** What came of running an answer; on {@code assay.executed}. */
public record AttemptExecuted(AttemptRef attempt, ProblemRef problem, ExecutionOutcome outcome) {}
