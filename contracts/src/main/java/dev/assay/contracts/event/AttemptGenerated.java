package dev.assay.contracts.event;

import dev.assay.contracts.problem.ProblemRef;

/** What came of a model call, or a brought answer; on {@code assay.generated}. */
public record AttemptGenerated(AttemptRef attempt, ProblemRef problem, GenerationOutcome outcome) {}
