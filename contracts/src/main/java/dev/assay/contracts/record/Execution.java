package dev.assay.contracts.record;

import dev.assay.contracts.Verdict;
import dev.assay.contracts.problem.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One sandboxed run of an answer.
 *
 * @param verdict what the run alone says: never {@code truncated}, {@code refused} or {@code infrastructure_error}
 * @param reason a code that says more ({@code no_code_found}, {@code syntax_error}, {@code cpu_limit} …)
 * @param detail for a person: the error in one line; holds nothing of a hidden test
 * @param programs where each test is a run of the whole program: those runs whose test may be shown, in order
 */
public record Execution(
        Verdict verdict,
        String reason,
        String detail,
        Extraction extraction,
        List<TestOutcome> tests,
        Output output,
        Resources resources,
        Integrity integrity,
        Sandbox sandbox,
        Instant startedAt,
        Optional<List<ProgramRun>> programs) {

    /** A run in which the tests call the answer. */
    public Execution(
            Verdict verdict,
            String reason,
            String detail,
            Extraction extraction,
            List<TestOutcome> tests,
            Output output,
            Resources resources,
            Integrity integrity,
            Sandbox sandbox,
            Instant startedAt) {
        this(
                verdict,
                reason,
                detail,
                extraction,
                tests,
                output,
                resources,
                integrity,
                sandbox,
                startedAt,
                Optional.empty());
    }

    /**
     * One run of a whole program, or the failed try to compile it.
     *
     * @param test name of the test that it is
     * @param exitCode absent where a limit ended it
     * @param stdout at most 16 KiB, first and last part
     * @param stderr at most 16 KiB, first and last part
     */
    public record ProgramRun(String test, Optional<Integer> exitCode, String stdout, String stderr) {}

    /**
     * The code that was run and how it was found in the answer.
     *
     * @param rule code of the rule that found it ({@code fence_with_entry_point}, {@code whole_program} …)
     * @param version of the extraction rules
     */
    public record Extraction(Optional<String> code, String rule, String version) {}

    /**
     * One test and what it said.
     *
     * @param message why it did not pass; empty for a hidden test
     */
    public record TestOutcome(String name, Visibility visibility, Status status, Optional<String> message) {

        /** What a test said. */
        public enum Status {
            @com.fasterxml.jackson.annotation.JsonProperty("passed")
            PASSED,
            @com.fasterxml.jackson.annotation.JsonProperty("failed")
            FAILED,
            /** The candidate raised. */
            @com.fasterxml.jackson.annotation.JsonProperty("error")
            ERROR,
            /** The run ended before it. */
            @com.fasterxml.jackson.annotation.JsonProperty("not_run")
            NOT_RUN
        }
    }

    /**
     * What the candidate wrote to its standard output and error, first and last part.
     *
     * @param text at most 64 KiB; empty where hidden tests ran while it was written and it must not be shown
     * @param totalBytes what was written in all
     */
    public record Output(String text, long totalBytes, boolean clipped) {}

    /**
     * What the candidate used: CPU of its whole process group; wall from start to end of its process.
     *
     * @param runDelayMs time it was runnable and waited for a core
     */
    public record Resources(
            long cpuMs, long wallMs, Optional<Long> runDelayMs, Optional<Long> peakMemoryBytes, Limits limits) {}

    /** The limits that applied. */
    public record Limits(long cpuMs, long wallMs, long memoryBytes, boolean declared) {}

    /** How far the verdict can be trusted. */
    public enum Integrity {
        /** Judge and candidate shared no process. */
        @com.fasterxml.jackson.annotation.JsonProperty("split")
        SPLIT,
        /** The tests shared the candidate's process. */
        @com.fasterxml.jackson.annotation.JsonProperty("in-process")
        IN_PROCESS
    }

    /**
     * Where it ran.
     *
     * @param tier {@code T1} namespaces or {@code T2} Landlock
     * @param environmentHash SHA-256 over interpreter, its libraries and the judge's own sources
     */
    public record Sandbox(String tier, String runtime, String environmentHash, String executorId) {}
}
