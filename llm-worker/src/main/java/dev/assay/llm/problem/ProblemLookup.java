package dev.assay.llm.problem;

import dev.assay.contracts.problem.PublicProblem;

/** What came of asking for a problem. */
public sealed interface ProblemLookup {

    record Found(PublicProblem problem) implements ProblemLookup {}

    /** There is none with that hash. */
    record Unknown() implements ProblemLookup {}

    /** Nobody can say right now. */
    record Unavailable(String why) implements ProblemLookup {}
}
