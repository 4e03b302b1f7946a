package dev.assay.dataset.problems;

import dev.assay.contracts.problem.ProblemRef;

/**
 * A problem of a slice, by name only.
 *
 * @param ordinal place in its data set, from 0
 */
record SelectedProblem(int ordinal, ProblemRef problem, String language) {}
