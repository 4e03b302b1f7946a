package dev.assay.executor.judge;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.task.program.Clipping;
import dev.assay.contracts.task.program.ExpectedOutput;
import dev.assay.contracts.task.program.ProgramTask.Case;
import dev.assay.executor.language.Runtime;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.sandbox.Breach;
import dev.assay.executor.sandbox.SandboxLimits;

/**
 * Turns the end of a program into a verdict: exit code 0 and the expected output pass, exit code 0 and another output is
 * a wrong answer, all else a failure.
 */
final class OutputRules {

    private static final int SHOWN_OUTPUT = 200;

    private final Runtime runtime;
    private final SandboxLimits limits;

    OutputRules(Runtime runtime, SandboxLimits limits) {
        this.runtime = runtime;
        this.limits = limits;
    }

    /** The verdict on a compiler that failed, or ran into a limit. */
    Decision notCompiled(ProgramEnd end, SandboxLimits compileLimits) {
        String reason = end.breach().isPresent() || !end.resultsComplete() ? "compiler_limit" : "does_not_compile";
        String detail = end.breach()
                .map(breach -> "the compiler: "
                        + new VerdictRules(compileLimits).limit(breach).detail())
                .orElseGet(() -> ProgramRules.complaint(ProgramRules.printed(end)));
        return VerdictRules.decision(Verdict.COMPILE_ERROR, reason, detail);
    }

    /** The verdict on a case. */
    Decision decide(Case test, ProgramEnd end) {
        if (end.breach().isPresent()) {
            return limit(end.breach().get());
        }
        if (!end.succeeded()) {
            return failed(end);
        }
        boolean matches = !end.standardOutput().clipped()
                && ExpectedOutput.matches(end.standardOutput().text(), test.expectedOutput());
        return matches
                ? VerdictRules.decision(Verdict.PASSED, "all_tests_passed", "")
                : VerdictRules.decision(Verdict.WRONG_ANSWER, "wrong_output", comparison(test, end));
    }

    private Decision limit(Breach breach) {
        Decision limit = new VerdictRules(limits).limit(breach);
        return limit.verdict() == Verdict.TIME_LIMIT ? new Decision(limit.verdict(), "timeout", limit.detail()) : limit;
    }

    private Decision failed(ProgramEnd end) {
        String errors = end.standardError().text();
        if (runtime.memoryErrors().stream().anyMatch(errors::contains)) {
            return VerdictRules.decision(Verdict.MEMORY_LIMIT, "memory_error", ProgramRules.complaint(errors));
        }
        return end.exitCode()
                .map(code -> code < 0
                        ? VerdictRules.decision(
                                Verdict.RUNTIME_ERROR, "crashed", "the program was ended by signal " + -code)
                        : VerdictRules.decision(
                                Verdict.RUNTIME_ERROR,
                                "exit_code",
                                "exit code " + code + ": " + ProgramRules.complaint(errors)))
                .orElseGet(() ->
                        VerdictRules.decision(Verdict.RUNTIME_ERROR, "crashed", "the sandbox ended with the program"));
    }

    private static String comparison(Case test, ProgramEnd end) {
        return "expected " + inOneLine(test.expectedOutput()) + ", printed "
                + inOneLine(end.standardOutput().text());
    }

    private static String inOneLine(String text) {
        return "\"" + Clipping.headAndTail(text.strip(), SHOWN_OUTPUT).replace("\n", "\\n") + "\"";
    }
}
