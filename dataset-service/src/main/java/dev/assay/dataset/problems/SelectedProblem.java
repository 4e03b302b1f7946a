package dev.assay.dataset.problems;

import dev.assay.contracts.problem.ProblemRef;
import java.util.List;

/**
 * A problem of a slice, by name only.
 *
 * @param ordinal place in its data set, from 0
 * @param namedLanguages ids of the languages that its text names, where answers may be in any
 */
record SelectedProblem(int ordinal, ProblemRef problem, String language, List<String> namedLanguages) {}
