package dev.assay.contracts.event;

import dev.assay.contracts.problem.ProblemRef;
import java.util.UUID;

/** What came of a gate candidate; on {@code assay.checked}. */
public record CheckExecuted(UUID checkId, ProblemRef problem, String candidate, ExecutionOutcome outcome) {}
