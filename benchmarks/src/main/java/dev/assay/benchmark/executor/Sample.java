package dev.assay.benchmark.executor;

import dev.assay.contracts.problem.OracleProblem;

/** An answer and the problem that it is for. */
record Sample(OracleProblem problem, String answer) {

    Sample with(String otherAnswer) {
        return new Sample(problem, otherAnswer);
    }
}
