package dev.assay.executor.judge;

import dev.assay.contracts.Verdict;
import dev.assay.executor.language.Runtime;
import dev.assay.executor.program.ProgramEnd;
import dev.assay.executor.sandbox.SandboxLimits;
import java.util.List;

/**
 * Turns the end of a program that holds its own tests into a verdict: a pass is exit code 0 and the nonce that the test
 * code says at its end.
 */
final class ProgramRules {

    private final Runtime runtime;
    private final ProgramPlan plan;
    private final String nonce;

    ProgramRules(Runtime runtime, ProgramPlan plan, String nonce) {
        this.runtime = runtime;
        this.plan = plan;
        this.nonce = nonce;
    }

    /** The verdict on a compiler that failed, or ran into a limit. */
    Decision notCompiled(ProgramEnd end, SandboxLimits limits) {
        if (!end.resultsComplete()) {
            return VerdictRules.decision(Verdict.COMPILE_ERROR, "compiler_limit", "what it compiles to is too large");
        }
        return end.breach()
                .map(breach -> VerdictRules.decision(
                        Verdict.COMPILE_ERROR,
                        "compiler_limit",
                        "the compiler: "
                                + new VerdictRules(limits).limit(breach).detail()))
                .orElseGet(() -> VerdictRules.decision(
                        Verdict.COMPILE_ERROR,
                        saysThatMemoryIsOut(printed(end)) ? "compiler_limit" : "does_not_compile",
                        complaint(printed(end))));
    }

    /** The line that says what is wrong. */
    static String complaint(String printed) {
        List<String> lines = printed.lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList();
        return lines.stream()
                .filter(line -> line.contains("rror"))
                .findFirst()
                .or(() -> lines.stream().findFirst())
                .orElse("");
    }

    /** The verdict on a run. */
    Decision decide(ProgramEnd end) {
        if (end.breach().isPresent()) {
            return new VerdictRules(plan.limits()).limit(end.breach().get());
        }
        String printed = printed(end);
        boolean reached = printed.contains(nonce);
        if (end.succeeded() && reached) {
            return VerdictRules.decision(Verdict.PASSED, "all_tests_passed", "");
        }
        if (end.succeeded()) {
            return VerdictRules.decision(
                    Verdict.RUNTIME_ERROR, "exited", "the program ended itself before the tests had ended");
        }
        String errors = end.standardError().text();
        if (saysThatMemoryIsOut(errors)) {
            return VerdictRules.decision(Verdict.MEMORY_LIMIT, "memory_error", complaint(errors));
        }
        return plan.test()
                .complaint()
                .flatMap(complaint ->
                        printed.lines().filter(line -> line.contains(complaint)).findFirst())
                .map(line -> VerdictRules.decision(Verdict.WRONG_ANSWER, "wrong_result", line))
                .orElseGet(() -> failed(end, printed));
    }

    private boolean saysThatMemoryIsOut(String printed) {
        return runtime.memoryErrors().stream().anyMatch(printed::contains);
    }

    private static Decision failed(ProgramEnd end, String printed) {
        int code = end.exitCode().orElse(0);
        if (end.exitCode().isEmpty()) {
            return VerdictRules.decision(Verdict.RUNTIME_ERROR, "crashed", "the sandbox ended with the program");
        }
        return code < 0
                ? VerdictRules.decision(Verdict.RUNTIME_ERROR, "crashed", "the program was ended by signal " + -code)
                : VerdictRules.decision(Verdict.RUNTIME_ERROR, "exception", complaint(printed));
    }

    static String printed(ProgramEnd end) {
        return end.standardOutput().text() + end.standardError().text();
    }
}
