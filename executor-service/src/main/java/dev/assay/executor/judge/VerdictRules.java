package dev.assay.executor.judge;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.record.Execution.TestOutcome.Status;
import dev.assay.executor.sandbox.Breach;
import dev.assay.executor.sandbox.FrameChannel.Broken;
import dev.assay.executor.sandbox.SandboxLimits;
import dev.assay.executor.sandbox.SandboxProcess.Ending;
import java.util.Optional;

/**
 * Turns what happened into a verdict. Breaking the protocol counts above all, then the first thing that went wrong, and
 * nothing but a full set of passed tests is a pass.
 */
final class VerdictRules {

    private static final int SIGNAL_BASE = 128;
    private static final int LONGEST_DETAIL = 500;
    private static final String MEMORY_ERROR = "MemoryError";

    /** What a unit test raises that has used up its CPU time. */
    private static final String CPU_LIMIT = "CpuLimit";

    private final SandboxLimits limits;

    VerdictRules(SandboxLimits limits) {
        this.limits = limits;
    }

    /** The verdict on a candidate that has ended like this. */
    Decision decide(Finding finding, TestLog tests, Ending candidate, boolean leftFrames) {
        Optional<Decision> stop = stop(finding, candidate, leftFrames);
        boolean first = tests.firstProblem().isEmpty();
        stop.filter(decision -> !(finding instanceof Finding.Completed))
                .ifPresent(decision -> tests.endedWith(decision.detail()));
        if (stop.isPresent() && (first || stop.get().verdict() == Verdict.TAMPERED)) {
            return stop.get();
        }
        return tests.firstProblem().map(VerdictRules::problem).orElseGet(() -> passed(tests));
    }

    /** What went wrong beside the tests, if anything. */
    private Optional<Decision> stop(Finding finding, Ending candidate, boolean leftFrames) {
        return switch (finding) {
            case Finding.NoProgram found -> Optional.of(noProgram(found.reason(), candidate));
            case Finding.NotCompiled error ->
                Optional.of(limit(candidate)
                        .orElseGet(() -> decision(Verdict.COMPILE_ERROR, "syntax_error", error.message())));
            case Finding.NotLoaded error -> Optional.of(limit(candidate).orElseGet(() -> raised(error)));
            case Finding.CandidateExited exited -> Optional.of(limit(candidate).orElseGet(VerdictRules::exited));
            case Finding.Tampered broke -> Optional.of(tampered(broke.reason()));
            case Finding.CandidateStopped stopped -> Optional.of(stopped(stopped.way(), candidate));
            case Finding.Excessive more ->
                Optional.of(limit(candidate)
                        .orElseGet(() -> decision(Verdict.OUTPUT_LIMIT, more.reason(), "more results than are taken")));
            case Finding.TestsBroken broken ->
                Optional.of(decision(Verdict.UNSCORABLE, broken.reason(), broken.message()));
            case Finding.Completed completed ->
                leftFrames ? Optional.of(tampered("unexpected_frame")) : limit(candidate);
            case Finding.JudgeStopped stopped -> throw new IllegalArgumentException("says nothing of the candidate");
            case Finding.NotStarted not -> throw new IllegalArgumentException("says nothing of the candidate");
        };
    }

    private Decision noProgram(String reason, Ending candidate) {
        String detail = reason.equals(Extractions.CRASHED)
                ? limit(candidate).map(Decision::detail).orElse("the answer cannot be read as code")
                : "the answer holds no code";
        return decision(Verdict.EXTRACTION_FAILED, reason, detail);
    }

    private Decision stopped(Broken.Way way, Ending candidate) {
        return switch (way) {
            case OVERSIZED -> tampered("oversized_frame");
            // A limit may have ended it within a frame.
            case PARTIAL -> limit(candidate).orElseGet(() -> tampered("partial_frame"));
            case ENDED -> limit(candidate).orElseGet(() -> ended(candidate.exitCode()));
        };
    }

    private static Decision ended(int exitCode) {
        if (exitCode > SIGNAL_BASE) {
            int signal = exitCode - SIGNAL_BASE;
            return decision(Verdict.RUNTIME_ERROR, "crashed", "the program was ended by signal " + signal);
        }
        return decision(Verdict.RUNTIME_ERROR, "exited", "the program ended itself with exit code " + exitCode);
    }

    private static Decision exited() {
        return decision(Verdict.RUNTIME_ERROR, "exited", "the program ended itself");
    }

    /** The limit that the candidate ran into, if any. */
    private Optional<Decision> limit(Ending candidate) {
        if (candidate.memoryExhausted()) {
            return Optional.of(limit(Breach.MEMORY));
        }
        if (candidate.breach().isPresent()) {
            return candidate.breach().map(this::limit);
        }
        boolean cpu = candidate.usage().cpuMs() > limits.cpu().toMillis();
        return cpu ? Optional.of(limit(Breach.CPU_TIME)) : Optional.empty();
    }

    /** The verdict on a program that ran into a limit. */
    Decision limit(Breach breach) {
        return switch (breach) {
            case CPU_TIME ->
                decision(
                        Verdict.TIME_LIMIT,
                        "cpu_limit",
                        "more than " + limits.cpu().toMillis() + " ms of CPU time");
            case WALL_TIME ->
                decision(
                        Verdict.TIME_LIMIT,
                        "wall_limit",
                        "no answer in " + limits.wall().toMillis() + " ms");
            case MEMORY ->
                decision(
                        Verdict.MEMORY_LIMIT, "memory_limit", "more than " + limits.memoryBytes() + " bytes of memory");
            case OUTPUT ->
                decision(
                        Verdict.OUTPUT_LIMIT,
                        "output_limit",
                        "more than " + SandboxLimits.OUTPUT_BYTES + " bytes of output");
        };
    }

    private static Decision raised(Finding.NotLoaded error) {
        String detail = error.className() + ": " + error.message();
        if (error.className().equals(MEMORY_ERROR)) {
            return decision(Verdict.MEMORY_LIMIT, "memory_error", detail);
        }
        return decision(Verdict.RUNTIME_ERROR, "raised_while_loading", detail);
    }

    private static Decision problem(TestLog.Problem problem) {
        String detail = problem.outcome().message().orElse("a hidden test did not pass");
        if (problem.outcome().status() == Status.FAILED) {
            return decision(Verdict.WRONG_ANSWER, "wrong_result", detail);
        }
        if (problem.raised().equals(MEMORY_ERROR)) {
            return decision(Verdict.MEMORY_LIMIT, "memory_error", detail);
        }
        if (problem.raised().equals(CPU_LIMIT)) {
            return decision(Verdict.TIME_LIMIT, "cpu_limit", detail);
        }
        return decision(Verdict.RUNTIME_ERROR, "exception", detail);
    }

    private static Decision passed(TestLog tests) {
        return tests.allPassed()
                ? decision(Verdict.PASSED, "all_tests_passed", "")
                : decision(Verdict.UNSCORABLE, "no_test_ran", "the tests ended without a result");
    }

    private static Decision tampered(String reason) {
        return decision(Verdict.TAMPERED, reason, "the program broke the protocol of the judge");
    }

    static Decision decision(Verdict verdict, String reason, String detail) {
        String line = detail.strip().lines().findFirst().orElse("");
        return new Decision(
                verdict, reason, line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…");
    }
}
