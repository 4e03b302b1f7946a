package dev.assay.e2e.scenario;

import dev.assay.e2e.problem.Problem;

/** What a model may say to a problem. */
final class Answers {

    private Answers() {}

    /** A right program with prose around it. */
    static String right(Problem problem) {
        return fenced(problem.program(problem.reference()));
    }

    /** Right for the shown example, wrong for all else. */
    static String wrong(Problem problem) {
        return fenced(problem.program("return " + problem.publicResult()));
    }

    static String raising(Problem problem) {
        return fenced(problem.program("raise RuntimeError('no idea')"));
    }

    static String looping(Problem problem) {
        return fenced(problem.program("while True:\n    n += 1"));
    }

    /** No code at all. */
    static String prose() {
        return "I would rather talk about the weather.";
    }

    private static String fenced(String program) {
        return "Here is my solution.\n\n```python\n" + program + "```\n\nIt multiplies.";
    }
}
